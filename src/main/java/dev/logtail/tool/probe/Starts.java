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
  /** The most that is kept for saying what came of it; a tenth of the time where that is less. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  /** In less time nothing is found out that is true. */
  private static final Duration LEAST = Duration.ofMillis(100);

  private final int atOnce;
  private final Ticker ticker;
  private final long endNanos;
  private final Duration lastWords;

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
    Duration tenth = within.dividedBy(10);
    this.lastWords = tenth.compareTo(LAST_WORDS) < 0 ? tenth : LAST_WORDS;
  }

  /** Adds work, which hears how long it may take, and calls {@link #finished} behind it. */
  synchronized void add(Consumer<Duration> work) {
    waiting.add(work);
  }

  /** Begins what may be begun, as long as there is time for it. */
  void begin() {
    while (true) {
      Consumer<Duration> next;
      Duration share;
      synchronized (this) {
        if (running >= atOnce || waiting.isEmpty()) {
          return;
        }
        share = share();
        if (share.compareTo(LEAST) < 0) {
          return;
        }
        next = waiting.remove();
        running++;
      }
      next.accept(share);
    }
  }

  /** What is left of the time, for the rounds that are left. */
  private Duration share() {
    int rounds = (waiting.size() + atOnce - 1) / atOnce;
    Duration left = Duration.ofNanos(endNanos - ticker.nanos()).minus(lastWords);
    return left.dividedBy(Math.max(1, rounds));
  }

  /** One piece of work is done. */
  void finished() {
    synchronized (this) {
      running--;
    }
    begin();
  }
}
