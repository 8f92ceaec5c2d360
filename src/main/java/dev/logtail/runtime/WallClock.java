package dev.logtail.runtime;

import java.time.Instant;

/**
 * What time it is for people. Never used to measure how long something took: that is {@link
 * Ticker}'s.
 */
@FunctionalInterface
public interface WallClock {
  Instant now();

  static WallClock system() {
    return Instant::now;
  }
}
