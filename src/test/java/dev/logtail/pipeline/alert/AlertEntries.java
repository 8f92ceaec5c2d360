package dev.logtail.pipeline.alert;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Entries and rules to try alerts on. */
final class AlertEntries {
  static final Instant START = Instant.parse("2026-02-01T06:30:00Z");
  static final WorkerKey DRAGON = new WorkerKey("user123_002050.SZ_dragon");
  static final WorkerKey TURTLE = new WorkerKey("user123_600132.SH_turtle");

  private AlertEntries() {}

  static Instant at(double seconds) {
    return START.plusNanos(Math.round(seconds * 1e9));
  }

  /** An ERROR that is logged so long after the start and arrives at once. */
  static LogEvent error(WorkerKey worker, double seconds) {
    return stamped(worker, seconds, seconds + 0.01, "failed");
  }

  static LogEvent stamped(WorkerKey worker, double logged, double arrived, String message) {
    EventTime time = new EventTime(at(logged), at(arrived), at(logged).toString());
    return new LogEvent(
        worker, time, Level.of("ERROR"), message, Origin.UNKNOWN, Receipt.object("{}"));
  }

  static LogEvent unstamped(WorkerKey worker, double arrived) {
    return new LogEvent(
        worker,
        EventTime.unstamped(at(arrived)),
        Level.of("ERROR"),
        "failed",
        Origin.UNKNOWN,
        Receipt.text("failed"));
  }

  static StreamNotice notice(WorkerKey worker, double seconds, StreamNotice.Kind kind) {
    return new StreamNotice(worker, at(seconds), kind, "it is " + kind.word());
  }

  static AlertRule rule(String condition) {
    try {
      return new AlertParser(ZoneOffset.UTC, START, text -> Duration.parse("PT" + text))
          .parse(condition);
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage() + " in column " + e.column(), e);
    }
  }
}
