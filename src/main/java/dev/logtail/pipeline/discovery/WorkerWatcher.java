package dev.logtail.pipeline.discovery;

import dev.logtail.model.Sink;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.runtime.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks a directory again and again and reports what changed. The timer only hands on; the blocking
 * request runs on the executor. There is never more than one request on its way, and changes are
 * reported in order, by one thread at a time. An API that fails loses no worker: what was listed
 * before stays listed until an answer says otherwise.
 */
public final class WorkerWatcher implements AutoCloseable {
  private enum Asking {
    NOT,
    ON_ITS_WAY,
    /** Asked for again while a request is on its way. */
    AND_AGAIN,
    CLOSED
  }

  private final WorkerDirectory directory;
  private final Scheduler scheduler;
  private final Executor executor;
  private final Sink<WorkerChange> changes;
  private final Duration interval;

  /** Both guarded by this. */
  private Asking asking = Asking.NOT;

  private Scheduler.Timer timer = () -> {};

  /** Both touched only by the one request that may be on its way. */
  private Map<WorkerKey, Worker> known = new LinkedHashMap<>();

  private boolean failing;

  /**
   * @param interval between an answer and the next question
   */
  public WorkerWatcher(
      WorkerDirectory directory,
      Duration interval,
      Scheduler scheduler,
      Executor executor,
      Sink<WorkerChange> changes) {
    this.directory = directory;
    this.interval = interval;
    this.scheduler = scheduler;
    this.executor = executor;
    this.changes = changes;
  }

  /** Asks for the first time, now, and from then on once each interval. */
  public void start() {
    ask();
  }

  /** Asks now instead of waiting for the interval's end. */
  public void refresh() {
    ask();
  }

  private synchronized void ask() {
    timer.cancel();
    switch (asking) {
      case NOT -> {
        asking = Asking.ON_ITS_WAY;
        hand();
      }
      case ON_ITS_WAY -> asking = Asking.AND_AGAIN;
      case AND_AGAIN, CLOSED -> {}
    }
  }

  private void hand() {
    try {
      executor.execute(this::poll);
    } catch (RejectedExecutionException e) {
      asking = Asking.CLOSED;
    }
  }

  private void poll() {
    try {
      compare(directory.list());
    } catch (DirectoryException e) {
      if (!failing) {
        failing = true;
        report(new WorkerChange.Unreachable(e.failure()));
      }
    } finally {
      answered();
    }
  }

  private synchronized void answered() {
    if (asking == Asking.AND_AGAIN) {
      asking = Asking.ON_ITS_WAY;
      hand();
    } else if (asking == Asking.ON_ITS_WAY) {
      asking = Asking.NOT;
      timer = scheduler.after(interval, this::ask);
    }
  }

  private void compare(List<Worker> listed) {
    if (failing) {
      failing = false;
      report(new WorkerChange.Reachable());
    }
    Map<WorkerKey, Worker> now = new LinkedHashMap<>();
    listed.forEach(worker -> now.put(worker.key(), worker));
    known.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> report(new WorkerChange.Vanished(key)));
    now.values().forEach(this::compare);
    if (!known.keySet().containsAll(now.keySet())) {
      report(new WorkerChange.Complete());
    }
    known = now;
  }

  private void compare(Worker now) {
    Worker before = known.get(now.key());
    if (before == null) {
      report(new WorkerChange.Appeared(now));
    } else if (before.alive() != now.alive() || !before.streamUrl().equals(now.streamUrl())) {
      report(new WorkerChange.Changed(before, now));
    }
  }

  private void report(WorkerChange change) {
    if (!isClosed()) {
      changes.accept(change);
    }
  }

  private synchronized boolean isClosed() {
    return asking == Asking.CLOSED;
  }

  /** Asks and reports nothing more; does not wait for a request that is on its way. */
  @Override
  public synchronized void close() {
    asking = Asking.CLOSED;
    timer.cancel();
  }
}
