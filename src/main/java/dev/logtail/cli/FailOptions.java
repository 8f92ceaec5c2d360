package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.filter.FilterSettings.LevelRule;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What makes a run that went well end with a failure, for scripts. */
@Under(Heading.END)
final class FailOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      converter = LevelRuleConverter.class,
      description =
          "End with exit code 9 when a record of at least LEVEL was shown (=LEVEL: just it).")
  private Optional<LevelRule> level = Optional.empty();

  @Option(
      names = "--fail-on-gap",
      description = "End with exit code 9 when records were missed, or may have been.")
  private boolean gap;

  FailRule rule() {
    return new FailRule(level, gap);
  }
}
