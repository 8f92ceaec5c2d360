package dev.logtail.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a list of workers is printed, and how often. */
final class ListOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ListForm form = ListForm.TABLE;

  @Option(names = "--watch", description = "Print again whenever something changed, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--discover-every",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How often --watch asks. Default: ${DEFAULT-VALUE}.")
  private Duration every = Duration.ofSeconds(5);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  ListForm form() {
    return form;
  }

  /** How often the API is asked; empty for once. */
  Optional<Duration> every() {
    if (!watch) {
      NeedlessOptions.refuse(command, "--discover-every", "is how often --watch asks; add --watch");
      return Optional.empty();
    }
    return Optional.of(LimitOptions.least("--discover-every", every));
  }
}
