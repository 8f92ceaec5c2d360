package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Merges many streams into one order of record time. Every entry waits for {@code hold}, so that
 * entries of other streams that are older but arrive a little later still come before it. Inside a
 * stream the order of arrival is never changed, except at the seam between a replay and live
 * records. What comes too late for its place is handed on at once, marked {@link Mark#LATE}.
 *
 * <pre>
 *   stream a   10:00:01.0 ─────────── 10:00:03.0          (a queue each; heads are merged)
 *   stream b          10:00:02.0 (arrives last)           out: 01.0  02.0  03.0
 * </pre>
 *
 * For one thread.
 */
public final class MergeWindow {
  private static final Duration SEAM_REACH = Duration.ofSeconds(2);

  /** An entry with its place in the order: {@code key} never decreases inside a lane. */
  private record Waiting(Entry entry, Instant key, long number, long dueNanos) {}

  /** One stream's waiting entries, in order. */
  private static final class Lane {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  }

  private static final Comparator<Lane> BY_HEAD =
      Comparator.comparing((Lane lane) -> lane.waiting.element().key())
          .thenComparingLong(lane -> lane.waiting.element().number());

  private final long holdNanos;
  private final Map<WorkerKey, Lane> lanes = new HashMap<>();

  /** Notices are stamped here, not by the worker: they take their own place in time. */
  private final Lane notices = new Lane();

  private final PriorityQueue<Lane> heads = new PriorityQueue<>(BY_HEAD);

  /** In order of arrival: whose time to leave has come. */
  private final ArrayDeque<Waiting> arrivals = new ArrayDeque<>();

  private Instant lastOut = Instant.MIN;
  private Instant dueKey = Instant.MIN;
  private long count;

  public MergeWindow(Duration hold) {
    this.holdNanos = hold.toNanos();
  }

  /**
   * Takes an entry that arrived at {@code nowNanos}.
   *
   * @param atSeam true while its stream may still mix replayed and live records: then it takes its
   *     place by time
   */
  public void add(Entry entry, long nowNanos, boolean atSeam) {
    boolean isNotice = entry instanceof StreamNotice;
    Lane lane = isNotice ? notices : lanes.computeIfAbsent(entry.worker(), key -> new Lane());
    Instant key = isNotice ? entry.at() : keyIn(lane, entry.at(), atSeam);
    Waiting waiting = new Waiting(entry, key, count++, nowNanos + holdNanos);
    arrivals.add(waiting);
    boolean isHead = lane.waiting.isEmpty();
    if (isHead || !key.isBefore(lane.waiting.getLast().key())) {
      lane.waiting.add(waiting);
    } else {
      heads.remove(lane);
      insert(lane.waiting, waiting);
      isHead = true;
    }
    if (isHead) {
      heads.add(lane);
    }
  }

  /** The entry's own time where that keeps the stream's order, else that of the entry before it. */
  private static Instant keyIn(Lane lane, Instant at, boolean atSeam) {
    if (lane.waiting.isEmpty()) {
      return at;
    }
    Instant before = lane.waiting.getLast().key();
    boolean ownPlace = !at.isBefore(before) || (atSeam && at.plus(SEAM_REACH).isAfter(before));
    return ownPlace ? at : before;
  }

  private static void insert(ArrayDeque<Waiting> queue, Waiting waiting) {
    ArrayDeque<Waiting> later = new ArrayDeque<>();
    while (!queue.isEmpty() && queue.getLast().key().isAfter(waiting.key())) {
      later.push(queue.removeLast());
    }
    queue.add(waiting);
    queue.addAll(later);
  }

  /**
   * Hands on, in order, what has waited long enough at {@code nowNanos} and everything that belongs
   * before it.
   */
  public void release(long nowNanos, Sink<Entry> out) {
    while (!arrivals.isEmpty() && nowNanos - arrivals.element().dueNanos() >= 0) {
      Waiting due = arrivals.remove();
      dueKey = due.key().isAfter(dueKey) ? due.key() : dueKey;
    }
    while (!heads.isEmpty() && !heads.element().waiting.element().key().isAfter(dueKey)) {
      releaseHead(out);
    }
  }

  /** Hands on everything, in order. */
  public void flush(Sink<Entry> out) {
    arrivals.clear();
    while (!heads.isEmpty()) {
      releaseHead(out);
    }
  }

  private void releaseHead(Sink<Entry> out) {
    Lane lane = heads.remove();
    Waiting next = lane.waiting.remove();
    if (!lane.waiting.isEmpty()) {
      heads.add(lane);
    }
    out.accept(markedIfLate(next));
  }

  /**
   * A clock that runs ahead must not make everybody else late, so no key counts for more than its
   * arrival.
   */
  private Entry markedIfLate(Waiting next) {
    if (!(next.entry() instanceof LogEvent event)) {
      return next.entry();
    }
    if (next.key().isBefore(lastOut)) {
      return event.with(Mark.LATE);
    }
    Instant arrival = event.time().arrival();
    Instant reached = next.key().isBefore(arrival) ? next.key() : arrival;
    lastOut = reached.isAfter(lastOut) ? reached : lastOut;
    return event;
  }

  /** When {@link #release} has something to do next, in monotonic nanoseconds. */
  public OptionalLong deadline() {
    return arrivals.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(arrivals.element().dueNanos());
  }
}
