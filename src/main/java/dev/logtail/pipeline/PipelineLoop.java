package dev.logtail.pipeline;

import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Ticker;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code logtail-pipeline} thread: runs what is posted, one after the other, and calls back
 * when a deadline has come. All state of the pipeline belongs to this thread, so that none of it
 * needs a lock.
 */
final class PipelineLoop implements AutoCloseable {
  /** What waits for time to pass. Asked and told on the pipeline thread only. */
  interface Timed {
    /**
     * When to be called next, in monotonic nanoseconds; empty for: not before something else
     * happens.
     */
    OptionalLong deadline();

    /** Something happened or a deadline came. */
    void advance(long nowNanos);
  }

  private static final long STOP_MILLIS = 5000;

  /** What was posted before the end gets so long; then the end comes, however much still waits. */
  private static final long LAST_TASKS_NANOS = Duration.ofMillis(500).toNanos();

  /** What the thread does last. */
  private record End(Runnable task, long latestNanos) {}

  private final Ticker ticker;
  private final Timed timed;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread = NamedThreads.daemon("logtail-pipeline", this::run);

  /** Pipeline thread only. */
  private boolean stopping;

  /** Written by whoever stops the loop. */
  private volatile @Nullable End end;

  private final Consumer<RuntimeException> crash;

  /**
   * @param crash is told of a defect in the pipeline, which ends the thread
   */
  PipelineLoop(Ticker ticker, Timed timed, Consumer<RuntimeException> crash) {
    this.ticker = ticker;
    this.timed = timed;
    this.crash = crash;
  }

  void start() {
    thread.start();
  }

  /** Runs {@code task} on the pipeline thread, after everything posted before. Any thread. */
  void post(Runnable task) {
    tasks.add(task);
  }

  private void run() {
    try {
      while (!stopping) {
        End last = end;
        boolean isLate = last != null && ticker.nanos() - last.latestNanos() > 0;
        Runnable task = isLate && last != null ? last.task() : next();
        if (task != null) {
          task.run();
        }
        timed.advance(ticker.nanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      crash.accept(e);
    } catch (Error e) {
      crash.accept(new IllegalStateException("the pipeline stopped: " + e, e));
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    Runnable ready = tasks.poll();
    if (ready != null) {
      return ready;
    }
    OptionalLong deadline = timed.deadline();
    if (deadline.isEmpty()) {
      return tasks.take();
    }
    long wait = deadline.getAsLong() - ticker.nanos();
    return wait <= 0 ? null : tasks.poll(wait, TimeUnit.NANOSECONDS);
  }

  /**
   * Runs what was posted so far, for half a second at most, then {@code last}, then ends the
   * thread; waits for that at most five seconds.
   */
  void stopAfter(Runnable last) {
    Runnable task =
        () -> {
          last.run();
          stopping = true;
        };
    end = new End(task, ticker.nanos() + LAST_TASKS_NANOS);
    post(task);
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
