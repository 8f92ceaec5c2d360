package dev.logtail.cli;

import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Holds a run to its stop rule: told what is shown, it says when that is enough. */
final class StopWatch {
  private static final Duration IDLE_CHECKS = Duration.ofMillis(50);

  private final StopRule rule;
  private final Ticker ticker;
  private final Runnable enough;

  /** Written by the thread that shows and by the one that settles, read by the timer. */
  private volatile long lastShownNanos;

  /** The showing thread only. */
  private long shown;

  /**
   * @param enough called, perhaps more than once and by any thread, when the run is to end
   */
  StopWatch(StopRule rule, Ticker ticker, Runnable enough) {
    this.rule = rule;
    this.ticker = ticker;
    this.enough = enough;
  }

  /**
   * Begins to measure time.
   *
   * @param settled completes when every stream has sent its replay or failed: silence counts from
   *     there, since before it only tells that connecting takes time
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what follows can't fail
  void start(Scheduler scheduler, CompletableFuture<Void> settled) {
    rule.runFor().ifPresent(time -> scheduler.after(time, enough));
    rule.idle().ifPresent(idle -> settled.thenRun(() -> watchSilence(scheduler, idle)));
  }

  private void watchSilence(Scheduler scheduler, Duration idle) {
    lastShownNanos = ticker.nanos();
    scheduler.every(IDLE_CHECKS, () -> checkIdle(idle));
  }

  private void checkIdle(Duration idle) {
    if (ticker.nanos() - lastShownNanos > idle.toNanos()) {
      enough.run();
    }
  }

  /** How many records may still be shown. */
  long left() {
    return rule.limit().orElse(Long.MAX_VALUE) - shown;
  }

  /** Notes that so many records more were shown. */
  void shown(long records) {
    if (records > 0) {
      shown += records;
      lastShownNanos = ticker.nanos();
      if (left() <= 0) {
        enough.run();
      }
    }
  }
}
