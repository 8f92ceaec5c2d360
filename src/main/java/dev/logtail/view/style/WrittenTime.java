package dev.logtail.view.style;

import dev.logtail.model.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A time as loggers write it, without a zone: {@code 2026-02-01 14:30:25,123}.
 *
 * @param seconds since 1970, read as if it were UTC
 * @param millis of the second; -1 where none are written
 */
record WrittenTime(long seconds, int millis) {
  static final int SECONDS_LENGTH = 19;

  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
  private static final int QUARTER_HOUR_MILLIS = 900_000;
  private static final long FARTHEST_ZONE_SECONDS = 64_800;
  private static final WrittenTime NEVER = new WrittenTime(Long.MIN_VALUE, -1);

  /** Chars that a time at {@code start} takes, fraction included; 0 where none stands there. */
  static int length(String text, int start) {
    if (text.length() < start + SECONDS_LENGTH) {
      return 0;
    }
    for (int i = 0; i < SECONDS_LENGTH; i++) {
      if (!fits(SHAPE.charAt(i), text.charAt(start + i))) {
        return 0;
      }
    }
    int fraction = start + SECONDS_LENGTH;
    int digits = digits(text, fraction + 1);
    boolean fractional =
        digits >= 3 && (text.charAt(fraction) == ',' || text.charAt(fraction) == '.');
    return SECONDS_LENGTH + (fractional ? 1 + digits : 0);
  }

  private static boolean fits(char shape, char c) {
    return switch (shape) {
      case 'd' -> c >= '0' && c <= '9';
      case 'T' -> c == ' ' || c == 'T';
      default -> c == shape;
    };
  }

  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && fits('d', text.charAt(end))) {
      end++;
    }
    return Math.max(0, end - start);
  }

  /** Reads what {@link #length} found; a date that no calendar has repeats nothing. */
  static WrittenTime read(String text, int start, int length) {
    int year = number(text, start, 4);
    int month = number(text, start + 5, 2);
    int day = number(text, start + 8, 2);
    if (!isDate(year, month, day)) {
      return NEVER;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    int ofDay =
        number(text, start + 11, 2) * 3600
            + number(text, start + 14, 2) * 60
            + number(text, start + 17, 2);
    int millis = length == SECONDS_LENGTH ? -1 : number(text, start + SECONDS_LENGTH + 1, 3);
    return new WrittenTime(days * 86_400 + ofDay, millis);
  }

  private static boolean isDate(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  private static int number(String text, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  /**
   * True when this is the time of that record. A stamp without a zone is compared as it is written;
   * with a zone, or as a number, any whole-quarter offset from it will do, since the zone of this
   * time is not known.
   */
  boolean repeats(EventTime time) {
    if (!time.isStamped()) {
      return false;
    }
    String stamp = time.text();
    int length = length(stamp, 0);
    boolean zoneless = length > 0 && length == stamp.length();
    return zoneless ? isSame(read(stamp, 0, length), false) : isSame(of(time.at()), true);
  }

  private static WrittenTime of(Instant at) {
    return new WrittenTime(at.getEpochSecond(), at.getNano() / 1_000_000);
  }

  /** Loggers cut fractions where records round them: a millisecond apart is the same. */
  private boolean isSame(WrittenTime stamp, boolean anyZone) {
    long apart = stamp.seconds - seconds;
    if (equals(NEVER) || stamp.equals(NEVER) || Math.abs(apart) > FARTHEST_ZONE_SECONDS) {
      return false;
    }
    int fraction = millis < 0 ? 0 : Math.max(0, stamp.millis) - millis;
    long difference = apart * 1000 + fraction;
    if (anyZone) {
      difference -= Math.round((double) difference / QUARTER_HOUR_MILLIS) * QUARTER_HOUR_MILLIS;
    }
    return Math.abs(difference) <= (millis < 0 ? 0 : 1);
  }
}
