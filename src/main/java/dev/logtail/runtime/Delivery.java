package dev.logtail.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Carries values to a consumer that may be slow, on a thread of its own, in batches and in order.
 * The giver never waits: past the bound the oldest values are dropped and counted.
 */
public final class Delivery<T> implements AutoCloseable {
  private static final int BATCH = 4096;

  private final BoundedQueue<T> queue;
  private final Consumer<List<T>> consumer;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  /** Written by the delivering thread: a batch is out, and stays so when its consumer throws. */
  private volatile boolean undelivered;

  /**
   * A delivery that begins with {@link #start()}.
   *
   * @param thread name of the thread that calls {@code consumer}
   * @param maxBytes bound of what waits, as {@code weigher} counts
   * @param onDrop told of each value that is dropped, by the thread that gives; must return at once
   */
  public Delivery(
      String thread,
      ToIntFunction<T> weigher,
      long maxBytes,
      Consumer<List<T>> consumer,
      Consumer<? super T> onDrop) {
    this.queue = new BoundedQueue<>(weigher, () -> maxBytes, onDrop);
    this.consumer = consumer;
    this.thread = NamedThreads.daemon(thread, this::run);
  }

  public void start() {
    thread.start();
  }

  /** Adds values; any thread. */
  public void give(List<? extends T> values) {
    if (queue.offerAll(values)) {
      work.release();
    }
  }

  /** How many values have been dropped since the last call. */
  public long takeDropped() {
    return queue.takeDropped();
  }

  private void run() {
    List<T> batch = new ArrayList<>(BATCH);
    try {
      while (!closing || !queue.isEmpty()) {
        if (queue.isEmpty()) {
          work.acquire();
        }
        batch.clear();
        if (queue.drainTo(batch, BATCH) > 0) {
          undelivered = true;
          consumer.accept(batch);
          undelivered = false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Delivers what waits, for at most {@code patience}; true when all was delivered. */
  public boolean finish(Duration patience) {
    closing = true;
    work.release();
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive() && !undelivered && queue.isEmpty();
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
