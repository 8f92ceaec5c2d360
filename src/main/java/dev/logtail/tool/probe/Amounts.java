package dev.logtail.tool.probe;

import java.time.Duration;
import java.util.Locale;

/** Times and numbers in the words of a person. Pure. */
final class Amounts {
  private static final long KIB = 1 << 10;

  private Amounts() {}

  /**
   * {@code 350 ms}, {@code 5.2 s}, {@code 7 min 20 s}, {@code 3 h}, {@code 20 days}, {@code 55
   * years}.
   */
  static String time(Duration signed) {
    Duration time = signed.abs();
    if (time.toSeconds() < 60) {
      return time.toMillis() < 1000
          ? time.toMillis() + " ms"
          : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (time.toHours() < 1) {
      return parts(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }
    if (time.toDays() < 3) {
      return parts(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return time.toDays() < 2 * 365 ? time.toDays() + " days" : time.toDays() / 365 + " years";
  }

  private static String parts(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  static String messages(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d message" : "%,d messages", count);
  }

  /** {@code 1 record}, {@code 104 records}. */
  static String records(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d record" : "%,d records", count);
  }

  static String bytes(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    return bytes < KIB * KIB
        ? bytes / KIB + " KiB"
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIB * KIB));
  }
}
