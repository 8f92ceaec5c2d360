package dev.logtail.tool.probe;

import dev.logtail.runtime.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Begins one piece of work after the other, so many at once, and tells each how long it may take
 * for all to be done in time. Safe for many threads.
 */
final class Starts {
  /** What is kept for saying what came of it. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final int atOnce;
  private final Ticker ticker;
  private final long endNanos;

  /** Both guarded by this. */
  private final Queue<Consumer<Duration>> waiting = new ArrayDeque<>();

  private int running;

  /**
   * @param within when all is to be done
   */
  Starts(int atOnce, Ticker ticker, Duration within) {
    this.atOnce = atOnce;
    this.ticker = ticker;
    this.endNanos = ticker.nanos() + within.toNanos();
  }

  /** Adds work, which hears how long it may take, and calls {@link #finished} behind it. */
  synchronized void add(Consumer<Duration> work) {
    waiting.add(work);
  }

  /** Begins what may be begun. */
  void begin() {
    while (true) {
      Consumer<Duration> next;
      Duration share;
      synchronized (this) {
        if (running >= atOnce || waiting.isEmpty()) {
          return;
        }
        share = share();
        next = waiting.remove();
        running++;
      }
      next.accept(share);
    }
  }

  /** What is left of the time, for the rounds that are left. */
  private Duration share() {
    int rounds = (waiting.size() + atOnce - 1) / atOnce;
    Duration left = Duration.ofNanos(endNanos - ticker.nanos()).minus(LAST_WORDS);
    Duration share = left.dividedBy(Math.max(1, rounds));
    return share.isNegative() ? Duration.ZERO : share;
  }

  /** One piece of work is done. */
  void finished() {
    synchronized (this) {
      running--;
    }
    begin();
  }
}
