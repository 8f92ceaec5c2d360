package dev.logtail.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes every thread of the program: daemons that a thread dump tells apart by name. */
public final class NamedThreads {
  private static final long IDLE_SECONDS = 10;

  private NamedThreads() {}

  /** A factory of daemon threads named {@code name}, {@code name-2}, {@code name-3} … */
  public static ThreadFactory daemons(String name) {
    AtomicInteger made = new AtomicInteger();
    return task -> {
      int number = made.incrementAndGet();
      return daemon(number == 1 ? name : name + "-" + number, task);
    };
  }

  /** One daemon thread, not started. */
  public static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A pool for blocking work: at most {@code threads} at once, the rest waits in order; idle
   * threads go away.
   */
  public static ExecutorService pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
