package dev.logtail.model;

import java.time.Duration;
import java.util.Locale;

/**
 * Durations in the words in which they are typed: {@code 10s}, {@code 2m30s}, {@code 0.5s}. Pure.
 */
public final class DurationText {
  private static final int PREFIX = "PT".length();

  private DurationText() {}

  public static String of(Duration duration) {
    return duration.toString().substring(PREFIX).toLowerCase(Locale.ROOT);
  }
}
