package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When to end by itself. */
@Under(Heading.END)
final class StopOptions {
  @Option(names = "--limit", paramLabel = "N", description = "End after N records were shown.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End after that long: 10s, 5m, 2h30m.")
  private Optional<Duration> runFor = Optional.empty();

  @Option(
      names = "--idle",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End when nothing was shown for that long.")
  private Optional<Duration> idle = Optional.empty();

  StopRule rule() {
    if (limit.isPresent() && limit.get() < 1) {
      throw new UserError(ExitCode.USAGE, "--limit takes 1 or more, not " + limit.get());
    }
    return new StopRule(limit, runFor, idle);
  }
}
