package dev.logtail.cli;

import dev.logtail.runtime.NamedThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A wiring that is made and started on a thread of its own, so that there can be a screen before
 * it.
 */
final class LateWiring implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CompletableFuture<Wiring> made = new CompletableFuture<>();
  private final Thread thread;

  /** Nothing happens before {@link #begin()}. */
  LateWiring(Callable<Wiring> making) {
    this.thread = NamedThreads.daemon("logtail-start", () -> make(making));
  }

  /** Begins, unless it has begun. */
  void begin() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @SuppressWarnings("IllegalCatch") // whatever it is, the thread that waits is told
  private void make(Callable<Wiring> making) {
    try {
      made.complete(making.call());
    } catch (Exception | Error e) {
      made.completeExceptionally(e);
    }
  }

  /** Calls one of the two, on any thread, as soon as it is up or has failed. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the listeners
  void whenOver(Consumer<Wiring> up, Runnable failed) {
    made.thenAccept(up);
    made.whenComplete(
        (wiring, failure) -> {
          if (failure != null) {
            failed.run();
          }
        });
  }

  /** Waits until it is up; fails as the making did. */
  Wiring await() throws Exception {
    try {
      return made.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Empty while it is being made; fails as the making did. */
  Optional<Wiring> now() throws Exception {
    return made.isDone() ? Optional.of(await()) : Optional.empty();
  }

  /** Takes down what is up, and gives up what is not. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (made.isDone() && !made.isCompletedExceptionally()) {
      made.join().close();
    }
  }
}
