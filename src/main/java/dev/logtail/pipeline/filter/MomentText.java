package dev.logtail.pipeline.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a moment as people type it.
 *
 * <pre>
 *   14:30  9:30  14:30:05  14:30:05.123   today
 *   now  today  yesterday                 the days from their first moment on
 *   2026-02-01  2026-02-01T14:30[:05]     a space may stand for the T; Z or +08:00 may follow
 *   1769927425  1769927425123             since 1970: seconds, or millis from 12 digits on
 *   10m  2h30m  1.5h  500ms  2d           so long before now; -10m too, and +10m after it
 * </pre>
 */
public final class MomentText {
  /** What can be said without a digit. */
  static final List<String> WORDS = List.of("now", "today", "yesterday");

  private static final int MOST_CHARS = 40;
  private static final BigDecimal LEAST_MILLIS = new BigDecimal("1e11");
  private static final BigDecimal MOST = new BigDecimal("1e15");
  private static final Pattern DURATION =
      Pattern.compile("[+-]?(?:\\d{1,6}(?:\\.\\d{1,3})?(?:ms|s|m|h|d))+");
  private static final Pattern TIME_OF_DAY = Pattern.compile("\\d?\\d:\\d\\d(?::.*)?");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private MomentText() {}

  /**
   * The moment that {@code text} names, if it names one.
   *
   * @param zone what times without a zone are in
   * @param now what today and "before now" are counted from
   */
  public static Optional<Instant> read(String text, ZoneId zone, Instant now) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      return NumberText.read(stripped)
          .map(MomentText::epoch)
          .orElseGet(() -> written(stripped, zone, now));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> epoch(BigDecimal number) {
    if (number.signum() < 0 || number.compareTo(MOST) >= 0) {
      return Optional.empty();
    }
    boolean millis = number.compareTo(LEAST_MILLIS) >= 0;
    BigDecimal nanos = number.movePointRight(millis ? 6 : 9);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Optional.of(Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue()));
  }

  private static Optional<Instant> written(String text, ZoneId zone, Instant now) {
    if (DURATION.matcher(text).matches()) {
      Duration apart = duration(text);
      return Optional.of(text.startsWith("+") ? now.plus(apart) : now.minus(apart));
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    Optional<LocalTime> ofDay = timeOfDay(text);
    if (ofDay.isPresent()) {
      return ofDay.map(time -> today.atTime(time).atZone(zone).toInstant());
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "now" -> Optional.of(now);
      case "today" -> Optional.of(today.atStartOfDay(zone).toInstant());
      case "yesterday" -> Optional.of(today.minusDays(1).atStartOfDay(zone).toInstant());
      default -> dated(text, zone);
    };
  }

  /** The time of a day that {@code text} names without its day. */
  static Optional<LocalTime> timeOfDay(String text) {
    String stripped = text.strip();
    if (!TIME_OF_DAY.matcher(stripped).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalTime.parse(stripped.charAt(1) == ':' ? "0" + stripped : stripped));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> dated(String text, ZoneId zone) {
    if (text.length() == "2026-02-01".length()) {
      return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
    }
    String iso = text.replaceFirst(" ", "T").replace(" ", "");
    TemporalAccessor parsed = DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return Optional.of(
        parsed instanceof OffsetDateTime offset
            ? offset.toInstant()
            : ((LocalDateTime) parsed).atZone(zone).toInstant());
  }

  private static Duration duration(String text) {
    Matcher parts = PART.matcher(text);
    Duration sum = Duration.ZERO;
    while (parts.find()) {
      BigDecimal millis =
          new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(millis(parts.group(2))));
      sum = sum.plus(Duration.ofMillis(millis.longValue()));
    }
    return sum;
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }
}
