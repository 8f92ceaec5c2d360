package dev.logtail.pipeline.transport;

import java.time.Duration;

/**
 * When a silent connection counts as dead. Any frame is a sign of life.
 *
 * @param pingEvery how often to ping; zero never pings, and never takes silence for death
 * @param deadAfter how long after a ping without any frame
 */
public record KeepAlive(Duration pingEvery, Duration deadAfter) {
  public static final KeepAlive DEFAULT =
      new KeepAlive(Duration.ofSeconds(20), Duration.ofSeconds(20));
  public static final KeepAlive OFF = new KeepAlive(Duration.ZERO, Duration.ZERO);

  public KeepAlive {
    if (pingEvery.isNegative() || deadAfter.isNegative()) {
      throw new IllegalArgumentException("keep-alive's times are not negative");
    }
  }

  boolean isOn() {
    return !pingEvery.isZero();
  }
}
