package dev.logtail.cli;

import dev.logtail.runtime.Ticker;
import java.time.Duration;

/** Turns a growing count into a rate over about the last second. For one thread. */
final class RateGauge {
  private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

  private final Ticker ticker;
  private long beganNanos;
  private long beganCount;
  private double rate;

  RateGauge(Ticker ticker) {
    this.ticker = ticker;
    this.beganNanos = ticker.nanos();
  }

  /** The count's growth a second, as of the last full window. */
  double rate(long count) {
    long passed = ticker.nanos() - beganNanos;
    if (passed >= WINDOW_NANOS) {
      rate = (count - beganCount) * 1e9 / passed;
      beganNanos += passed;
      beganCount = count;
    }
    return rate;
  }
}
