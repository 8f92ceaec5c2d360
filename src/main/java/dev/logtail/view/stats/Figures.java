package dev.logtail.view.stats;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes numbers as people read them. Pure. */
final class Figures {
  private static final long DAY = 86_400;
  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;

  private Figures() {}

  /** {@code 300 records in 2m 5s, 2.4/s · 12 errors · 1 gap · 3 malformed}. */
  static String sums(Snapshot snapshot) {
    Snapshot.Sums sums = snapshot.sums();
    StringBuilder line = new StringBuilder(count(sums.records(), "record"));
    snapshot
        .span()
        .filter(span -> !span.length().isZero())
        .ifPresent(span -> line.append(" in ").append(duration(span.length())));
    OptionalDouble rate = snapshot.rate(sums.records());
    line.append(rate.isPresent() ? ", " + rate(rate) : "");
    if (snapshot.interval().isPresent()) {
      line.append(", now ").append(rate(snapshot.recentRate(sums.recent())));
    }
    part(line, sums.errors(), "error");
    part(line, sums.gaps(), "gap");
    part(line, sums.dropped(), "dropped record");
    part(line, sums.malformed(), "malformed record");
    return line.toString();
  }

  private static void part(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(" · ").append(count(number, what));
    }
  }

  private static String count(long number, String what) {
    return grouped(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** {@code 1,234}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 0.05/s}, {@code 2.4/s}, {@code 1,234/s}; {@code -} for none. */
  static String rate(OptionalDouble rate) {
    if (rate.isEmpty()) {
      return "-";
    }
    double value = rate.getAsDouble();
    String form = value >= 99.95 ? "%,.0f/s" : value >= 0.995 || value == 0 ? "%.1f/s" : "%.2f/s";
    return String.format(Locale.ROOT, form, value);
  }

  /** {@code 350ms}, {@code 12.3s}, {@code 2m 5s}, {@code 3h 20m}, {@code 2d 4h}. */
  static String duration(Duration length) {
    long seconds = length.toSeconds();
    if (seconds < 1) {
      return length.toMillis() + "ms";
    }
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1fs", Math.floor(length.toMillis() / 100.0) / 10);
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m " + seconds % MINUTE + "s";
    }
    return seconds < DAY
        ? seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m"
        : seconds / DAY + "d " + seconds % DAY / HOUR + "h";
  }
}
