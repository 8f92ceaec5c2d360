package dev.logtail.runtime;

import java.time.Duration;

/** Runs small tasks later. A task must only enqueue or hand on: no I/O, no waiting. */
public interface Scheduler {
  /** A promise that can be taken back. */
  @FunctionalInterface
  interface Timer {
    /** Takes effect at once; does nothing when the task has run. */
    void cancel();
  }

  /** Runs {@code task} once, after {@code delay}. */
  Timer after(Duration delay, Runnable task);

  /** Runs {@code task} again and again, the first time after one {@code period}. */
  Timer every(Duration period, Runnable task);
}
