package dev.logtail.pipeline.transport;

import java.time.Duration;

/**
 * How long to wait before the next try. Doubles with each failure, up to a most; the random half
 * keeps a thousand workers that died together from coming back together.
 *
 * <pre>
 *   failure      1          2        3        4         5 and later
 *   first = 1 s  0.5–1 s    1–2 s    2–4 s    4–8 s     5–10 s = most
 * </pre>
 *
 * @param first the longest wait after one failure
 * @param most the longest wait of all
 * @param stable a connection that lasted so long makes earlier failures forgotten
 */
public record Backoff(Duration first, Duration most, Duration stable) {
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));

  private static final int MAX_DOUBLINGS = 30;

  public Backoff {
    if (first.isNegative() || first.isZero() || most.compareTo(first) < 0 || stable.isNegative()) {
      throw new IllegalArgumentException("back-off needs 0 < first <= most");
    }
  }

  /**
   * The wait after the {@code failures}th failure in a row.
   *
   * @param failures counted from 1
   * @param random at least 0, less than 1
   */
  public Duration delay(int failures, double random) {
    int doublings = Math.min(Math.max(0, failures - 1), MAX_DOUBLINGS);
    double longest = Math.min((double) most.toNanos(), first.toNanos() * Math.pow(2, doublings));
    return Duration.ofNanos((long) (longest * (1 + random) / 2));
  }
}
