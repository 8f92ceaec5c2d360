package dev.logtail.pipeline.alert;

import dev.logtail.model.DurationText;
import dev.logtail.model.Entry;
import dev.logtail.model.Evidence;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds workers that log nothing: told again and again how they are, it says once for each silence
 * and each time that somebody asked for, and says when the silence is over. What a reconnection
 * only repeats is no sign of life; a worker that never logged anything is silent from when it was
 * first seen. One thread.
 */
public final class SilenceWatch {
  /** Shorter pauses say nothing, and come between two looks. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration RAREST_LOOKS = Duration.ofSeconds(1);
  private static final int LOOKS = 10;

  /** What is known of one worker. */
  private static final class Row {
    private long records = -1;
    private long sinceNanos;
    private long toldNanos;
  }

  private final TreeSet<Duration> silences;
  private Map<WorkerKey, Row> rows = new HashMap<>();

  /** Watches for silences that are longer than these. */
  public SilenceWatch(Collection<Duration> silences) {
    this.silences = new TreeSet<>(silences);
  }

  /** How often it is to be told. */
  public Duration period() {
    Duration period = silences.isEmpty() ? RAREST_LOOKS : silences.first().dividedBy(LOOKS);
    return period.compareTo(RAREST_LOOKS) < 0 ? period : RAREST_LOOKS;
  }

  /** That is how all workers are; returns what is to be told of them. */
  public List<StreamNotice> look(List<WorkerStatus> workers, long nowNanos, Instant now) {
    Map<WorkerKey, Row> present = new HashMap<>();
    List<StreamNotice> notices = new ArrayList<>();
    for (WorkerStatus worker : workers) {
      if (isFollowed(worker)) {
        Row row = rows.getOrDefault(worker.worker(), new Row());
        present.put(worker.worker(), row);
        look(worker, row, nowNanos, now, notices);
      }
    }
    rows = present;
    return notices;
  }

  private static boolean isFollowed(WorkerStatus worker) {
    return switch (worker.phase()) {
      case CONNECTING, LIVE, RETRYING, FAILED -> !worker.isGone();
      case NO_STREAM, GONE -> false;
    };
  }

  private void look(
      WorkerStatus worker, Row row, long nowNanos, Instant now, List<StreamNotice> notices) {
    long records = newRecords(worker.counts());
    Duration silent = Duration.ofNanos(nowNanos - row.sinceNanos);
    if (records > row.records) {
      if (row.records >= 0 && row.toldNanos > 0) {
        String text =
            "logs again after "
                + DurationText.of(silent.truncatedTo(ChronoUnit.SECONDS))
                + " of silence";
        notices.add(new StreamNotice(worker.worker(), now, StreamNotice.Kind.HEARD, text));
      }
      row.records = records;
      row.sinceNanos = nowNanos;
      row.toldNanos = 0;
      return;
    }
    for (Duration limit : silences) {
      if (limit.toNanos() > row.toldNanos && silent.compareTo(limit) > 0) {
        row.toldNanos = limit.toNanos();
        notices.add(stale(worker.worker(), now, limit));
      }
    }
  }

  /** Everything that came and was no repeat. */
  private static long newRecords(StreamCounts counts) {
    return counts.shown() + counts.filtered() + counts.dropped() + counts.malformed();
  }

  private static StreamNotice stale(WorkerKey worker, Instant now, Duration limit) {
    String text = "no record for " + DurationText.of(limit);
    Evidence evidence = Evidence.doubtful(now.minus(limit), now);
    return new StreamNotice(worker, now, StreamNotice.Kind.STALE, text, evidence);
  }

  /** True when {@code entry} says that a worker has been silent for just that time. */
  static boolean tells(Entry entry, Duration silence) {
    return entry instanceof StreamNotice notice
        && notice.kind() == StreamNotice.Kind.STALE
        && notice.evidence().from().equals(Optional.of(notice.at().minus(silence)));
  }
}
