package dev.logtail.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Carries values to a consumer that may be slow, on a thread of its own, in batches and in order.
 * The giver never waits: what can't be delivered yet waits in a backlog, whose bound holds. Where
 * nothing comes, the consumer gets an empty batch now and then, so that it can see to what it holds
 * back.
 */
public final class Delivery<T> implements AutoCloseable {
  private static final int BATCH = 4096;
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final Backlog<T> backlog;
  private final Consumer<List<T>> consumer;
  private final Duration silence;
  private final AtomicLong given = new AtomicLong();
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  /** Completed by the delivering thread when it ends: whether all was delivered. */
  private final CompletableFuture<Boolean> finished = new CompletableFuture<>();

  /** A delivery that begins with {@link #start()} and brings no empty batches. */
  public Delivery(String thread, Backlog<T> backlog, Consumer<List<T>> consumer) {
    this(thread, backlog, consumer, FOREVER);
  }

  /**
   * A delivery that begins with {@link #start()}.
   *
   * @param thread name of the thread that calls {@code consumer}
   * @param silence how long nothing comes before an empty batch does
   */
  public Delivery(String thread, Backlog<T> backlog, Consumer<List<T>> consumer, Duration silence) {
    this.silence = silence;
    this.backlog = backlog;
    this.consumer = consumer;
    this.thread = NamedThreads.daemon(thread, this::run);
  }

  public void start() {
    thread.start();
  }

  /** Adds values; any thread. */
  public void give(List<? extends T> values) {
    given.addAndGet(values.size());
    if (backlog.offerAll(values)) {
      work.release();
    }
  }

  /** How many values were given so far. */
  public long given() {
    return given.get();
  }

  /**
   * How many of them the consumer is done with or will never get; to be asked by the consumer only,
   * for which the present batch counts as done.
   */
  public long passed() {
    return backlog.passed();
  }

  private void run() {
    boolean all = false;
    try {
      deliver();
      all = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.complete(all);
    }
  }

  private void deliver() throws InterruptedException {
    List<T> batch = new ArrayList<>(BATCH);
    while (!closing || !backlog.isEmpty()) {
      boolean silent =
          backlog.isEmpty() && !work.tryAcquire(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (backlog.drainTo(batch, BATCH) > 0 || silent) {
        consumer.accept(batch);
        batch.clear();
      }
    }
  }

  /**
   * Nothing is given any more: delivers what waits. Completes with true when all was delivered,
   * with false when the consumer failed or this was closed before.
   */
  public CompletableFuture<Boolean> finish() {
    closing = true;
    work.release();
    return finished;
  }

  /** The same, waited for at most {@code patience}; true when all was delivered. */
  public boolean finish(Duration patience) {
    try {
      return finish().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    backlog.close();
  }
}
