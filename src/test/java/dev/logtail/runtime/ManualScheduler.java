package dev.logtail.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Time that passes only when a test says so: scheduler, ticker and wall clock in one. Tasks run on
 * the thread that lets time pass, in the order of their due times. Safe for use by many threads.
 */
public final class ManualScheduler implements Scheduler, Ticker, WallClock {
  private static final Instant EPOCH = Instant.parse("2026-02-01T14:30:25Z");

  private record Due(long at, long order, Runnable task) {}

  private final List<Due> tasks = new ArrayList<>();
  private long now;
  private long scheduled;

  @Override
  public Timer after(Duration delay, Runnable task) {
    return add(delay, task);
  }

  @Override
  public Timer every(Duration period, Runnable task) {
    Timer[] current = new Timer[1];
    boolean[] cancelled = new boolean[1];
    Runnable again =
        new Runnable() {
          @Override
          public void run() {
            task.run();
            synchronized (ManualScheduler.this) {
              if (!cancelled[0]) {
                current[0] = add(period, this);
              }
            }
          }
        };
    synchronized (this) {
      current[0] = add(period, again);
    }
    return () -> {
      synchronized (ManualScheduler.this) {
        cancelled[0] = true;
        current[0].cancel();
      }
    };
  }

  private synchronized Timer add(Duration delay, Runnable task) {
    Due due = new Due(now + delay.toNanos(), scheduled++, task);
    tasks.add(due);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    tasks.remove(due);
  }

  /** Lets {@code time} pass and runs what falls due, each task at its own time. */
  public void advance(Duration time) {
    long end = nanos() + time.toNanos();
    for (Optional<Due> next = takeDue(end); next.isPresent(); next = takeDue(end)) {
      next.get().task().run();
    }
    setNow(end);
  }

  private synchronized Optional<Due> takeDue(long end) {
    Optional<Due> next =
        tasks.stream()
            .filter(due -> due.at() <= end)
            .min(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    next.ifPresent(
        due -> {
          tasks.remove(due);
          now = Math.max(now, due.at());
        });
    return next;
  }

  private synchronized void setNow(long nanos) {
    now = Math.max(now, nanos);
  }

  /** How many tasks wait for their time; a repeating one counts once. */
  public synchronized int pending() {
    return tasks.size();
  }

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized Instant now() {
    return EPOCH.plusNanos(now);
  }
}
