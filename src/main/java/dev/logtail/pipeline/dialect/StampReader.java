package dev.logtail.pipeline.dialect;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stamps that servers send: Python's {@code isoformat()} with or without fraction and
 * zone, a space or {@code T} in the middle, a comma or a point before the fraction, and epoch
 * seconds, millis, micros or nanos as numbers, with or without an exponent.
 */
final class StampReader {
  private static final int SECONDS_LENGTH = "2026-02-01T14:30:25".length();
  private static final int MILLIS_LENGTH = "2026-02-01T14:30:25.123".length();
  private static final int MICROS_LENGTH = "2026-02-01T14:30:25.123456".length();
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final ZoneRules rules;

  StampReader(ZoneId serverZone) {
    rules = serverZone.getRules();
  }

  /** The moment that {@code stamp} names, or empty when it is not understood. */
  Optional<Instant> read(String stamp) {
    int length = stamp.length();
    boolean plain = length == MICROS_LENGTH || length == MILLIS_LENGTH || length == SECONDS_LENGTH;
    if (plain && hasPlainMarks(stamp)) {
      Instant local = readPlain(stamp);
      if (local != null) {
        return Optional.of(local);
      }
    }
    return readOther(stamp.strip());
  }

  private static boolean hasPlainMarks(String stamp) {
    return stamp.charAt(4) == '-'
        && stamp.charAt(7) == '-'
        && isMiddle(stamp.charAt(10))
        && stamp.charAt(13) == ':'
        && stamp.charAt(16) == ':'
        && (stamp.length() == SECONDS_LENGTH || stamp.charAt(19) == '.' || stamp.charAt(19) == ',');
  }

  private static boolean isMiddle(char c) {
    return c == 'T' || c == ' ' || c == 't';
  }

  /**
   * The two layouts of {@code isoformat()} without a zone, and that of {@code asctime}, without a
   * formatter's cost; null for anything else.
   */
  private @Nullable Instant readPlain(String stamp) {
    int year = digits(stamp, 0, 4);
    int month = digits(stamp, 5, 2);
    int day = digits(stamp, 8, 2);
    int hour = digits(stamp, 11, 2);
    int minute = digits(stamp, 14, 2);
    int second = digits(stamp, 17, 2);
    int digits = stamp.length() == MICROS_LENGTH ? 6 : stamp.length() == MILLIS_LENGTH ? 3 : 0;
    int fraction = digits(stamp, SECONDS_LENGTH + 1, digits);
    int micros = digits == 3 ? fraction * 1000 : fraction;
    if ((year | month | day | hour | minute | second | micros) < 0) {
      return null;
    }
    try {
      LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, micros * 1000);
      return localInstant(local);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The number in {@code count} ASCII digits at {@code start}, or -1. */
  private static int digits(String text, int start, int count) {
    int number = 0;
    for (int i = start; i < start + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private Optional<Instant> readOther(String stamp) {
    if (stamp.length() <= MAX_NUMBER_LENGTH && isNumber(stamp)) {
      return readEpoch(stamp);
    }
    if (stamp.length() < "2026-02-01T14:30".length() || !isMiddle(stamp.charAt(10))) {
      return Optional.empty();
    }
    String iso =
        stamp.substring(0, 10) + 'T' + stamp.substring(11).replace(',', '.').replace(" ", "");
    try {
      TemporalAccessor parsed = LENIENT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof OffsetDateTime offset
              ? offset.toInstant()
              : localInstant((LocalDateTime) parsed));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Instant localInstant(LocalDateTime local) {
    return local.toInstant(rules.getOffset(local));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || ".eE+".indexOf(c) >= 0);
  }

  /**
   * Tells seconds, millis, micros and nanos apart by their size: each fits the years 2001 to 2286
   * only.
   */
  private static Optional<Instant> readEpoch(String number) {
    try {
      BigDecimal value = new BigDecimal(number);
      BigDecimal seconds =
          switch (value.precision() - value.scale()) {
            case 9, 10 -> value;
            case 12, 13 -> value.movePointLeft(3);
            case 15, 16 -> value.movePointLeft(6);
            case 18, 19 -> value.movePointLeft(9);
            default -> BigDecimal.ZERO;
          };
      long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
      return seconds.signum() == 0
          ? Optional.empty()
          : Optional.of(Instant.ofEpochSecond(seconds.longValue(), nanos));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
