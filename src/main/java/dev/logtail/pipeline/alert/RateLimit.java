package dev.logtail.pipeline.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.Entry;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets one alert a worker and period through. What comes in between is counted; when the period is
 * over, the newest of it goes out and tells how many there were beside it, and another period
 * begins.
 *
 * <pre>
 *   entries   x xxxxx                     x
 *   alerts    x         x (and 4 more)    x
 *             ├─ period ┼─ period ┤       ├─ period …
 * </pre>
 *
 * <p>So every entry is in exactly one alert, counted or itself. One thread.
 */
final class RateLimit {
  /** The period of one worker, with the entries held back in it. */
  private static final class Held {
    private Entry newest;
    private long endNanos;
    private long number;

    Held(Entry first, long endNanos) {
      this.newest = first;
      this.endNanos = endNanos;
    }
  }

  private final String condition;
  private final Duration period;
  private final Map<WorkerKey, Held> workers = new LinkedHashMap<>();

  RateLimit(String condition, Duration period) {
    this.condition = condition;
    this.period = period;
  }

  void offer(Entry entry, long nowNanos, Sink<Alert> out) {
    Held held = workers.get(entry.worker());
    if (held != null && isOver(held, nowNanos, out)) {
      workers.remove(entry.worker());
      held = null;
    }
    if (held != null) {
      held.newest = entry;
      held.number++;
      return;
    }
    if (!period.isZero()) {
      workers.put(entry.worker(), new Held(entry, nowNanos + period.toNanos()));
    }
    out.accept(new Alert(condition, entry, 0, Duration.ZERO));
  }

  /** Lets time pass. */
  void expire(long nowNanos, Sink<Alert> out) {
    for (Iterator<Held> all = workers.values().iterator(); all.hasNext(); ) {
      if (isOver(all.next(), nowNanos, out)) {
        all.remove();
      }
    }
  }

  /** True when the period is over and no other one begins. */
  private boolean isOver(Held held, long nowNanos, Sink<Alert> out) {
    if (nowNanos - held.endNanos < 0) {
      return false;
    }
    if (held.number == 0) {
      return true;
    }
    out.accept(summary(held));
    held.number = 0;
    held.endNanos = nowNanos + period.toNanos();
    return false;
  }

  private Alert summary(Held held) {
    return new Alert(condition, held.newest, held.number - 1, period);
  }

  /** What is held back now, a worker each. */
  List<Alert> heldBack() {
    List<Alert> alerts = new ArrayList<>();
    for (Held held : workers.values()) {
      if (held.number > 0) {
        alerts.add(summary(held));
      }
    }
    return alerts;
  }
}
