package dev.logtail.pipeline;

import static org.awaitility.Awaitility.await;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.dialect.WorkerDialect;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.runtime.ManualScheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session over fake streams, on its own thread, in time that passes only when told. */
final class RunningSession {
  final FakeStreams streams = new FakeStreams();
  final ManualScheduler time = new ManualScheduler();
  final List<Entry> out = new CopyOnWriteArrayList<>();
  final FollowSession session;

  RunningSession() {
    this(OptionalInt.empty(), EntryFilter.ALL);
  }

  RunningSession(OptionalInt tail, EntryFilter filter) {
    this(
        new FollowSession.Settings(Duration.ofMillis(200), tail, 1 << 20),
        new WorkerDialect(ZoneOffset.UTC),
        filter);
  }

  RunningSession(FollowSession.Settings settings, Dialect dialect, EntryFilter filter) {
    this(settings, dialect, RecordArchive.NONE, filter);
  }

  RunningSession(
      FollowSession.Settings settings, Dialect dialect, RecordArchive archive, EntryFilter filter) {
    session =
        new FollowSession(
            settings,
            new FollowSession.Parts(streams, dialect, archive, filter, time, time),
            this::take);
    session.start();
  }

  private void take(List<Entry> batch) {
    out.addAll(batch);
  }

  /** A worker that is followed. */
  FakeStreams.Fake follow(String key) {
    WorkerKey worker = new WorkerKey(key);
    session.follow(worker, URI.create("ws://h:1/" + key));
    settle();
    return streams.of(worker);
  }

  /** One record of the worker dialect, logged {@code millis} after the start. */
  static String record(long millis, String message) {
    return "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"message\":\"%s\"}"
        .formatted(instant(millis).toString().replace("Z", ""), message);
  }

  static Instant instant(long millis) {
    return new ManualScheduler().now().plusMillis(millis);
  }

  /** Lets time pass in small steps, and the session notice it. */
  void pass(long millis) {
    for (long left = millis; left > 0; left -= 50) {
      time.advance(Duration.ofMillis(Math.min(50, left)));
      settle();
    }
  }

  /** Waits until everything posted so far was processed. */
  void settle() {
    for (int i = 0; i < 2; i++) {
      PipelineStats before = session.stats();
      await().pollInterval(Duration.ofMillis(1)).until(() -> session.stats() != before);
    }
  }

  List<String> messages() {
    return out.stream()
        .filter(LogEvent.class::isInstance)
        .map(entry -> ((LogEvent) entry).message())
        .toList();
  }

  List<StreamNotice.Kind> notices() {
    return out.stream()
        .filter(StreamNotice.class::isInstance)
        .map(entry -> ((StreamNotice) entry).kind())
        .toList();
  }

  /** The row of that worker, as of now. */
  WorkerStatus row(String key) {
    settle();
    return row(session.stats(), key);
  }

  static WorkerStatus row(PipelineStats stats, String key) {
    return stats.workers().stream()
        .filter(row -> row.worker().value().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
