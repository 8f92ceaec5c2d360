package dev.logtail.pipeline.alert;

import dev.logtail.model.EventTime;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells news from history. What a worker sends at once when it is first connected is what it kept:
 * news of it is only what says so by its own stamp. Everything after that is news, also what was
 * missed while a connection was lost, unless it may have been seen before.
 *
 * <pre>
 *   first record ─ burst ─ 300 ms without a record ─▶ news
 *                    └ stamped after the start of the run, and not in the future ─▶ news
 * </pre>
 *
 * Goes by when records arrived, not by when they are handed on.
 */
final class NewRecords {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration LATEST_BEGINNING = Duration.ofSeconds(1);
  private static final Duration LONGEST_BURST = Duration.ofSeconds(5);

  /** A clock that is more than this ahead of ours says nothing about what is new. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** What was seen of one worker. */
  private static final class Seen {
    /** Of the connection, later of the first record. */
    private Instant began;

    private Instant last;
    private Instant newest = Instant.MIN;
    private boolean begun;
    private boolean over;

    Seen(Instant began) {
      this.began = began;
      this.last = began;
    }

    boolean isInBurst(Instant arrival) {
      if (over) {
        return false;
      }
      over = isOver(arrival);
      began = begun ? began : arrival;
      begun = true;
      last = arrival;
      return !over;
    }

    private boolean isOver(Instant arrival) {
      Duration pause = Duration.between(last, arrival);
      return pause.compareTo(begun ? PAUSE : LATEST_BEGINNING) > 0
          || Duration.between(began, arrival).compareTo(LONGEST_BURST) > 0;
    }

    /** Whether it is stamped later than all before it. */
    boolean isNewest(Instant at) {
      boolean later = at.isAfter(newest);
      newest = later ? at : newest;
      return later;
    }
  }

  private final Instant start;
  private final Map<WorkerKey, Seen> workers = new HashMap<>();

  /** News is what happens from {@code start} on. */
  NewRecords(Instant start) {
    this.start = start;
  }

  /** Connections are told in the order of time, among records that may be older. */
  void connected(WorkerKey worker, Instant at) {
    workers.putIfAbsent(worker, new Seen(at));
  }

  /** True for what has only just happened. */
  boolean isNew(LogEvent event) {
    EventTime time = event.time();
    Seen seen = workers.computeIfAbsent(event.worker(), key -> new Seen(time.arrival()));
    boolean newest = seen.isNewest(time.at());
    if (seen.isInBurst(time.arrival())) {
      return isAfterStart(time);
    }
    return newest || !event.receipt().marks().contains(Receipt.Mark.MAY_REPEAT);
  }

  private boolean isAfterStart(EventTime time) {
    return time.isOwn()
        && !time.at().isBefore(start)
        && !time.at().isAfter(time.arrival().plus(CLOCKS_DIFFER));
  }
}
