package dev.logtail.view.stats;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.time.Instant;

/** Records to be counted. */
final class Records {
  static final Instant START = Instant.parse("2026-02-01T06:30:00Z");

  private Records() {}

  static LogEvent record(String worker, String level, String logger, long second) {
    return record(worker, level, logger, second, "{}");
  }

  static LogEvent record(String worker, String level, String logger, long second, String json) {
    return new LogEvent(
        new WorkerKey(worker),
        new EventTime(START.plusSeconds(second), Instant.EPOCH, "x"),
        Level.of(level),
        "m",
        new Origin(logger, "", "", 0),
        Receipt.object(json));
  }
}
