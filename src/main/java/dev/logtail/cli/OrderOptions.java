package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which order the records of several workers come out. */
@Under(Heading.STREAMS)
final class OrderOptions {
  static final Duration USUAL = Duration.ofMillis(200);

  /** By what records are put in order. */
  enum By {
    TIME,
    ARRIVAL;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--order",
      paramLabel = "BY",
      defaultValue = "time",
      description =
          "${COMPLETION-CANDIDATES}: merged by the records' own times, or as received, with "
              + "nothing held back. Default: ${DEFAULT-VALUE}.")
  private By order = By.TIME;

  @Option(
      names = "--order-window",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "How long a record waits for older ones of other workers, so that all are in "
              + "the order of their own times. Default: 200ms.")
  private Optional<Duration> window = Optional.empty();

  /** How long records wait for older ones; empty where they do not. */
  Optional<Duration> window() {
    if (order == By.ARRIVAL && window.isPresent()) {
      throw new UserError(
          ExitCode.USAGE, "--order-window does nothing with --order arrival, which holds nothing");
    }
    return order == By.ARRIVAL ? Optional.empty() : Optional.of(window.orElse(USUAL));
  }

  /** Fails for an order that the console does not have. */
  void refuseForConsole() {
    if (order == By.ARRIVAL) {
      throw new UserError(
          ExitCode.USAGE,
          "--order arrival does nothing in the console, which shows records by their times; add"
              + " --lines");
    }
  }
}
