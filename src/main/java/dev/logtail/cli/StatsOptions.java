package dev.logtail.cli;

import dev.logtail.view.stats.Dimension;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is counted, and how the counts are shown. */
final class StatsOptions {
  private static final int ROWS = 10;
  private static final Duration LEAST = Duration.ofMillis(100);

  @Option(names = "--history", description = "Count what is in the workers' log files.")
  private boolean history;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Tables to count by: ${COMPLETION-CANDIDATES}; several with commas. Default: all that "
              + "records have.")
  private List<Dimension> by = List.of();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "At most N rows a table, the rest as others. Default: 10 in text, else all.")
  private Optional<Integer> top = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description =
          "${COMPLETION-CANDIDATES}: json is one object, with --watch one a line, as ndjson is "
              + "always. Default: ${DEFAULT-VALUE}.")
  private StatsForm form = StatsForm.TEXT;

  @Option(
      names = "--watch",
      description = "Count what comes, too, and show the counts again and again, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How often --watch shows them. Default: 1s.")
  private Optional<Duration> every = Optional.empty();

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description =
          "Time zone of the times shown and of those in filters. Default: this machine's.")
  private Optional<String> zone = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether log files are counted, and nothing that is followed. */
  boolean history() {
    if (history) {
      NeedlessOptions.refuseFollowing(command, "--history", "--watch", "--every");
    }
    return history;
  }

  private ZoneId zone() {
    return zone.map(name -> StreamOptions.zone("--tz", name)).orElseGet(ZoneId::systemDefault);
  }

  /** What was asked for; a {@link UserError} where options do not go together. */
  StatsSettings settings() {
    if (top.orElse(1) < 1) {
      throw new UserError(ExitCode.USAGE, "--top takes 1 or more, not " + top.get());
    }
    if (every.isPresent() && !watch) {
      throw new UserError(ExitCode.USAGE, "--every is how often --watch shows counts; add --watch");
    }
    if (every.isPresent() && every.get().compareTo(LEAST) < 0) {
      throw new UserError(ExitCode.USAGE, "--every takes 100ms or more");
    }
    if (form != StatsForm.TEXT) {
      String why = "does nothing with -o " + form + "; it is for text";
      NeedlessOptions.refuse(command, "--theme", why);
      NeedlessOptions.refuse(command, "--color", why);
    }
    Set<Dimension> dimensions = by.isEmpty() ? EnumSet.allOf(Dimension.class) : EnumSet.copyOf(by);
    Optional<Duration> repeated =
        watch ? Optional.of(every.orElse(Duration.ofSeconds(1))) : Optional.empty();
    int most = top.orElse(form == StatsForm.TEXT ? ROWS : Integer.MAX_VALUE);
    return new StatsSettings(dimensions, most, form, repeated, zone());
  }
}
