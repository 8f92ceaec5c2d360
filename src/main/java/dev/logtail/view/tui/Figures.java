package dev.logtail.view.tui;

import java.util.Locale;

/** Writes numbers in few cells. */
final class Figures {
  private static final long KILO = 1000;
  private static final long KIBI = 1024;

  private Figures() {}

  /** For example {@code 0}, {@code 0.4}, {@code 312}, {@code 1.2k}, {@code 48k}. */
  static String rate(double perSecond) {
    if (perSecond < 0.05) {
      return "0";
    }
    if (perSecond < 9.95) {
      return String.format(Locale.ROOT, "%.1f", perSecond);
    }
    return few(Math.round(perSecond));
  }

  /** For example {@code 312}, {@code 1.2k}, {@code 48k}. */
  static String few(long number) {
    if (number < KILO) {
      return Long.toString(number);
    }
    if (number < 10 * KILO) {
      return String.format(Locale.ROOT, "%.1fk", number / (double) KILO);
    }
    return number < KILO * KILO
        ? number / KILO + "k"
        : String.format(Locale.ROOT, "%.1fM", number / (double) (KILO * KILO));
  }

  /** For example {@code 1,234,567}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** For example {@code 980 KiB}, {@code 12 MiB}. */
  static String bytes(long bytes) {
    return bytes < KIBI * KIBI ? bytes / KIBI + " KiB" : bytes / (KIBI * KIBI) + " MiB";
  }
}
