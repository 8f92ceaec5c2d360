package dev.logtail.runtime;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The {@code logtail-timer} thread: the one scheduler of the running program. */
public final class TimerThread implements Scheduler, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  public TimerThread() {
    executor = new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("logtail-timer"));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    if (executor.isShutdown()) {
      return () -> {};
    }
    return timer(executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  @Override
  public Timer every(Duration period, Runnable task) {
    if (executor.isShutdown()) {
      return () -> {};
    }
    long nanos = period.toNanos();
    Runnable again = guarded(task);
    return timer(executor.scheduleWithFixedDelay(again, nanos, nanos, TimeUnit.NANOSECONDS));
  }

  /** A defect in one run is told, and does not keep the task from running again. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        Thread self = Thread.currentThread();
        self.getUncaughtExceptionHandler().uncaughtException(self, e);
      }
    };
  }

  private static Timer timer(Future<?> future) {
    return () -> future.cancel(false);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
