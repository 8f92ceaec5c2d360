package dev.logtail.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * Lets Jetty run on a pool that it doesn't own. Jetty's own pool would start the JVM's management
 * beans, which costs a quarter of the whole start-up.
 */
final class SharedThreads implements ThreadPool {
  private static final int AT_LEAST = 3;

  private final Executor executor;

  SharedThreads(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Returns at once: the owner of the pool is the one to wait for it. */
  @Override
  public void join() {}

  @Override
  public int getThreads() {
    return AT_LEAST;
  }

  @Override
  public int getIdleThreads() {
    return 0;
  }

  @Override
  public boolean isLowOnThreads() {
    return false;
  }
}
