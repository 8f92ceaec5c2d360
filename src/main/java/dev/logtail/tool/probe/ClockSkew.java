package dev.logtail.tool.probe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Compares the clock of a server that says what time it is with the one here. Pure. */
final class ClockSkew {
  /** A header's Date has whole seconds, and clocks that are kept differ by less than that. */
  private static final Duration MOST = Duration.ofSeconds(3);

  private ClockSkew() {}

  /**
   * What an answer's Date says of the server's clock; empty where it says nothing.
   *
   * @param took from the question to the answer
   */
  static Optional<Step> step(Optional<String> date, Instant now, Duration took) {
    try {
      return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(there -> step(Duration.between(now, there.toInstant()), took));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Step step(Duration ahead, Duration took) {
    return ahead.abs().compareTo(MOST.plus(took)) <= 0
        ? ApiFinding.API_CLOCK_RIGHT.with()
        : ApiFinding.API_CLOCK_OFF.with(
            Amounts.time(ahead), ahead.isNegative() ? "behind" : "ahead of");
  }
}
