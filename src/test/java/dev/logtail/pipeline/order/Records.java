package dev.logtail.pipeline.order;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import dev.logtail.model.WorkerKey;
import java.time.Instant;

/** Makes the records that the tests of this package let come in. */
final class Records {
  static final WorkerKey WORKER = new WorkerKey("user1_002050.SZ_hidden_dragon");
  static final Instant T0 = Instant.parse("2026-02-01T14:30:00Z");

  private Records() {}

  /** A record of {@link #WORKER}; what no guard looks at tells the test which one it is. */
  static LogEvent stamped(Instant at, String message, Instant arrival, String identity) {
    return of(WORKER, new EventTime(at, arrival, at.toString()), message, identity);
  }

  /** A record logged {@code seconds} after {@link #T0} that arrives a tenth of a second later. */
  static LogEvent at(double seconds, String message) {
    Instant at = seconds(seconds);
    return stamped(at, message, at.plusMillis(100), message);
  }

  /** A record whose server says by {@code id} which one it is. */
  static LogEvent numbered(Instant at, RecordId id) {
    return new LogEvent(
        WORKER,
        new EventTime(at, at.plusMillis(100), at.toString()),
        Level.of("INFO"),
        "tick",
        Origin.UNKNOWN,
        Receipt.object("{}", id));
  }

  /** The same record with another message. */
  static LogEvent saying(LogEvent event, String message) {
    return new LogEvent(
        event.worker(), event.time(), event.level(), message, event.origin(), event.receipt());
  }

  /** A line without a stamp that arrives {@code seconds} after {@link #T0}. */
  static LogEvent unstamped(double seconds, String message) {
    return of(WORKER, EventTime.unstamped(seconds(seconds)), message, message);
  }

  static LogEvent of(WorkerKey worker, EventTime time, String message, String identity) {
    Origin origin = new Origin("VnpyWorker[002050.SZ]", "vnpy_adapter", "run", 95);
    return new LogEvent(worker, time, Level.of("INFO"), message, origin, Receipt.object(identity));
  }

  static Instant seconds(double seconds) {
    return T0.plusNanos(Math.round(seconds * 1e9));
  }
}
