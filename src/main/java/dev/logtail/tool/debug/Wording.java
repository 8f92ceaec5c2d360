package dev.logtail.tool.debug;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a debug session writes them, on every screen alike. Pure. */
public final class Wording {
  private static final long MICROS_PER_MILLI = 1000;

  private Wording() {}

  /** For example {@code 1,234}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** For example {@code 1,234 B}: exact, because people compare them. */
  public static String bytes(long bytes) {
    return count(bytes) + " B";
  }

  /** For example {@code 3 lines}. */
  public static String count(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : "s");
  }

  /** For example {@code 0.8 ms}, {@code 12 ms}, {@code 5.2 s}, {@code 3 min 20 s}. */
  public static String span(Duration span) {
    long micros = span.toNanos() / MICROS_PER_MILLI;
    if (micros < 10 * MICROS_PER_MILLI) {
      return String.format(Locale.ROOT, "%.1f ms", micros / (double) MICROS_PER_MILLI);
    }
    if (span.toMillis() < 1000) {
      return span.toMillis() + " ms";
    }
    if (span.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }
    return span.toHours() == 0
        ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
        : span.toHours() + " h " + span.toMinutesPart() + " min";
  }
}
