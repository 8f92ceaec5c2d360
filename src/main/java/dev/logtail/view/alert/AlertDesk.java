package dev.logtail.view.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.Sink;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has actions taken on threads of their own, a few at a time. Who brings one never waits: where too
 * many wait already it is left out. What was left out or failed is told at once and then at most
 * once a minute, and never stops anything.
 */
public final class AlertDesk implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 64;
  private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration LAST_KILLS = Duration.ofMillis(600);

  /** Of one action. Guarded by the desk. */
  private static final class Trouble {
    private boolean told;
    private long toldNanos;
    private long untold;
  }

  private final Sink<String> tell;
  private final Sink<String> said;
  private final Ticker ticker;
  private final ExecutorService threads = NamedThreads.pool("logtail-alert", THREADS);

  /** All guarded by this. */
  private final Map<String, Trouble> troubles = new HashMap<>();

  private int pending;
  private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
  private boolean closed;

  /**
   * @param tell gets one line for people, which may quote foreign text, on any thread
   * @param said gets what actions say beside that, as foreign
   */
  public AlertDesk(Ticker ticker, Sink<String> tell, Sink<String> said) {
    this.ticker = ticker;
    this.tell = tell;
    this.said = said;
  }

  /** Takes {@code action} soon. */
  public synchronized void take(AlertAction action, Alert alert) {
    if (closed) {
      return;
    }
    if (pending >= MOST_WAITING + THREADS) {
      trouble(action, "was left out, since " + MOST_WAITING + " others wait");
      return;
    }
    if (pending++ == 0) {
      idle = new CompletableFuture<>();
    }
    threads.execute(() -> work(action, alert));
  }

  private void work(AlertAction action, Alert alert) {
    try {
      action.take(alert, said);
    } catch (IOException | RuntimeException e) {
      trouble(action, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done();
    }
  }

  private synchronized void done() {
    pending--;
    if (pending == 0) {
      idle.complete(null);
    }
  }

  private synchronized void trouble(AlertAction action, String what) {
    Trouble trouble = troubles.computeIfAbsent(action.name(), name -> new Trouble());
    long now = ticker.nanos();
    if (trouble.told && now - trouble.toldNanos < TELL_NANOS) {
      trouble.untold++;
      return;
    }
    String before = trouble.untold == 0 ? "" : " (" + trouble.untold + " before it failed too)";
    tell.accept("alert " + action.name() + ": " + what + before);
    trouble.told = true;
    trouble.toldNanos = now;
    trouble.untold = 0;
  }

  /** Completes when nothing waits and nothing is under way. */
  public synchronized CompletableFuture<Void> idle() {
    return idle;
  }

  /** Gives up what waits, ends what is under way, and tells what was not told. */
  @Override
  public void close() {
    int left = end();
    threads.shutdownNow();
    try {
      threads.awaitTermination(LAST_KILLS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (left > 0) {
      tell.accept(left + (left == 1 ? " alert was" : " alerts were") + " not told to the end");
    }
    tellRest();
  }

  private synchronized int end() {
    int left = closed ? 0 : pending;
    closed = true;
    return left;
  }

  private synchronized void tellRest() {
    troubles.forEach(
        (name, trouble) -> {
          if (trouble.untold > 0) {
            tell.accept("alert " + name + ": " + trouble.untold + " more left out or failed");
            trouble.untold = 0;
          }
        });
  }
}
