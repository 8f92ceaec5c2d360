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
import org.jspecify.annotations.Nullable;

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
 * A record stamped more than the hold after its arrival neither pushes those of other streams out
 * before their time nor makes them late. For one thread.
 */
public final class MergeWindow implements EntryOrder {
  private static final Duration SEAM_REACH = Duration.ofSeconds(2);

  /** How far an entry's stamp is ahead of its arrival. */
  private enum Ahead {
    NOT,
    /** By more than half the hold: as far as the network may make a difference between streams. */
    SLIGHTLY,
    /** By more than the hold: its clock is not that of the streams that are not. */
    FAR
  }

  /** An entry with its place in the order: {@code key} never decreases inside a lane. */
  private record Waiting(Entry entry, Instant key, long number, long dueNanos, Ahead ahead) {}

  /** One stream's waiting entries, in order. */
  private static final class Lane {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Ahead ahead = Ahead.NOT;

    private Waiting head() {
      return waiting.element();
    }
  }

  /** How far the order has come, for entries whose clocks agree with each other. */
  private static final class Front {
    private Instant near = Instant.MIN;
    private Instant far = Instant.MIN;

    private void reach(Waiting entry) {
      far = later(far, entry.key());
      if (entry.ahead() != Ahead.FAR) {
        near = later(near, entry.key());
      }
    }

    private Instant of(Waiting entry) {
      return entry.ahead() == Ahead.NOT ? near : far;
    }

    private static Instant later(Instant a, Instant b) {
      return b.isAfter(a) ? b : a;
    }
  }

  private static final Comparator<Lane> BY_HEAD =
      Comparator.comparing((Lane lane) -> lane.head().key())
          .thenComparingLong(lane -> lane.head().number());

  private final Duration hold;
  private final Map<WorkerKey, Lane> lanes = new HashMap<>();

  /** What we say ourselves about connections and workers takes its own place in time. */
  private final Lane asides = new Lane();

  /** Lanes whose head is not ahead, and those whose head is. */
  private final PriorityQueue<Lane> heads = new PriorityQueue<>(BY_HEAD);

  private final PriorityQueue<Lane> headsAhead = new PriorityQueue<>(BY_HEAD);

  /** In order of arrival: whose time to leave has come. */
  private final ArrayDeque<Waiting> arrivals = new ArrayDeque<>();

  private final Front due = new Front();
  private final Front handedOn = new Front();
  private long count;

  public MergeWindow(Duration hold) {
    this.hold = hold;
  }

  @Override
  public void add(Entry entry, long nowNanos, boolean atSeam) {
    boolean aside = entry instanceof StreamNotice notice && !notice.kind().isAboutRecords();
    Lane lane = aside ? asides : lanes.computeIfAbsent(entry.worker(), key -> new Lane());
    Instant key = aside ? entry.at() : keyIn(lane, entry.at(), atSeam);
    if (entry instanceof LogEvent event) {
      lane.ahead = ahead(key, event.time().arrival());
    }
    Waiting waiting = new Waiting(entry, key, count++, nowNanos + hold.toNanos(), lane.ahead);
    arrivals.add(waiting);
    place(waiting, lane);
  }

  private Ahead ahead(Instant key, Instant arrival) {
    if (!key.isAfter(arrival)) {
      return Ahead.NOT;
    }
    Duration by = Duration.between(arrival, key);
    if (by.compareTo(hold) > 0) {
      return Ahead.FAR;
    }
    return by.compareTo(hold.dividedBy(2)) > 0 ? Ahead.SLIGHTLY : Ahead.NOT;
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

  private void place(Waiting waiting, Lane lane) {
    ArrayDeque<Waiting> queue = lane.waiting;
    if (!queue.isEmpty() && !waiting.key().isBefore(queue.getLast().key())) {
      queue.add(waiting);
      return;
    }
    if (!queue.isEmpty()) {
      headsLike(lane).remove(lane);
      insert(queue, waiting);
    } else {
      queue.add(waiting);
    }
    headsLike(lane).add(lane);
  }

  private PriorityQueue<Lane> headsLike(Lane lane) {
    return lane.head().ahead() == Ahead.NOT ? heads : headsAhead;
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
  @Override
  public void release(long nowNanos, Sink<Entry> out) {
    while (!arrivals.isEmpty() && nowNanos - arrivals.element().dueNanos() >= 0) {
      due.reach(arrivals.remove());
    }
    Lane next = first(dueOf(heads), dueOf(headsAhead));
    while (next != null) {
      releaseHead(next, out);
      next = first(dueOf(heads), dueOf(headsAhead));
    }
  }

  private @Nullable Lane dueOf(PriorityQueue<Lane> queue) {
    Lane lane = queue.peek();
    return lane == null || lane.head().key().isAfter(due.of(lane.head())) ? null : lane;
  }

  private static @Nullable Lane first(@Nullable Lane a, @Nullable Lane b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return BY_HEAD.compare(a, b) <= 0 ? a : b;
  }

  @Override
  public void flush(Sink<Entry> out) {
    arrivals.clear();
    Lane next = first(heads.peek(), headsAhead.peek());
    while (next != null) {
      releaseHead(next, out);
      next = first(heads.peek(), headsAhead.peek());
    }
  }

  private void releaseHead(Lane lane, Sink<Entry> out) {
    headsLike(lane).remove();
    Waiting next = lane.waiting.remove();
    if (!lane.waiting.isEmpty()) {
      headsLike(lane).add(lane);
    }
    out.accept(markedIfLate(next));
  }

  private Entry markedIfLate(Waiting next) {
    if (!(next.entry() instanceof LogEvent event)) {
      return next.entry();
    }
    if (next.key().isBefore(handedOn.of(next))) {
      return event.with(Mark.LATE);
    }
    handedOn.reach(next);
    return event;
  }

  @Override
  public OptionalLong deadline() {
    return arrivals.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(arrivals.element().dueNanos());
  }

  @Override
  public boolean waitsForAll() {
    return true;
  }
}
