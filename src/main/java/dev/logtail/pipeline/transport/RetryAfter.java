package dev.logtail.pipeline.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long a server asks to be left alone (RFC 9110, 10.2.3). Pure. */
final class RetryAfter {
  private static final Duration MOST = Duration.ofMinutes(5);

  private RetryAfter() {}

  /**
   * The wait that {@code asked} means, at most five minutes; zero for what makes no sense.
   *
   * @param asked seconds, or a date
   */
  static Duration of(String asked, Instant now) {
    Duration wait = asked.matches("[0-9]+") ? seconds(asked) : until(asked, now);
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }

  private static Duration seconds(String digits) {
    return digits.length() > 9 ? MOST : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
