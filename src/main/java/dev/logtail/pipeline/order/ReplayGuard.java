package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps a worker's replayed ring from being shown twice, and says what it could prove about each
 * reconnection. A server of the worker kind sends its last records again after each handshake,
 * without a mark between them and the live ones.
 *
 * <pre>
 *   first connection:  everything passes
 *   later ones:        HOLDING ── a known record later than the ring's start, nothing unknown before
 *                         │       it ──▶ proved: "resumed, 0 lost" (the ring reaches back into what
 *                         │       was delivered)
 *                         └─ a quarter of a second, or a full buffer ──▶ not proved: gap or restart,
 *                                 said in a notice
 * </pre>
 *
 * What is known and counted is dropped; what cannot be proved to be a repeat is shown, marked
 * {@link Mark#MAY_REPEAT}. Nothing is dropped for its time or its text alone, so a record without a
 * stamp never is. For one stream and one thread.
 */
public final class ReplayGuard implements Continuity {
  private static final int MIN_CAPACITY = 1024;
  private static final int MAX_CAPACITY = 4096;

  /** What one remembered record costs, about. */
  private static final int RECORD_BYTES = 192;

  private static final int BURSTS_REMEMBERED = 4;
  private static final long HOLD_NANOS = Duration.ofMillis(250).toNanos();
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();

  private final WorkerKey worker;
  private final LongSupplier memory;
  private final Delivered delivered = new Delivered(MIN_CAPACITY);
  private final Pending pending;
  private final List<LogEvent> held = new ArrayList<>();
  private final List<Fingerprint> heldKeys = new ArrayList<>();

  private boolean reconnected;
  private boolean open;
  private boolean holding;
  private boolean moved;
  private long openedNanos;
  private long holdUntilNanos;
  private Instant lastDelivered = Instant.MIN;
  private Instant lastBefore = Instant.MIN;
  private Instant lastSettled = Instant.MIN;
  private Instant unbroken = Instant.MAX;
  private Replay replay = new Replay(0, Instant.MAX);

  /** What was handed on, in order. */
  private final ArrayDeque<Fingerprint> shown = new ArrayDeque<>();

  private Alignment alignment = new Alignment(new Fingerprint[0]);
  private int largestBurst;
  private Seam seam = new Seam();
  private long repeated;

  public ReplayGuard(WorkerKey worker) {
    this(worker, () -> Long.MAX_VALUE);
  }

  /**
   * @param memory bytes that may be spent on remembering what was shown; asked again and again.
   *     What is forgotten and comes again is shown and marked
   */
  public ReplayGuard(WorkerKey worker, LongSupplier memory) {
    this(worker, memory, Recall.NONE);
  }

  /** The same, going on where an earlier run ended. */
  public ReplayGuard(WorkerKey worker, LongSupplier memory, Recall recall) {
    this.worker = worker;
    this.memory = memory;
    this.pending = new Pending(recall.kept());
    recall.before().map(ReplayGuard::comparable).ifPresent(this::recall);
  }

  private static Remembered.Records comparable(Remembered before) {
    return before instanceof Remembered.Records records
        ? records
        : Remembered.Records.after(before.last());
  }

  private void recall(Remembered.Records before) {
    remember(before.largestBurst());
    delivered.recall(before);
    shown.addAll(before.shown());
    lastDelivered = before.last();
    lastSettled = before.last();
    unbroken = before.unbroken();
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    delivered.newConnection();
    seam = new Seam();
    replay = new Replay(nowNanos, unbroken);
    alignment = new Alignment(shown.toArray(Fingerprint[]::new));
    lastBefore = lastDelivered;
    open = true;
    openedNanos = nowNanos;
    holdUntilNanos = nowNanos + HOLD_NANOS;
    moved = elsewhere;
    reconnected = lastDelivered.isAfter(Instant.MIN);
    holding = reconnected;
  }

  /**
   * True during the first two seconds of a connection, while replayed and live records may come
   * mixed.
   */
  @Override
  public boolean isAtSeam(long nowNanos) {
    return nowNanos - openedNanos < SEAM_NANOS;
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    expire(nowNanos, out);
    Fingerprint key = Fingerprint.of(event);
    replay.arrives(nowNanos);
    if (event.time().isOwn()) {
      replay.reaches(event.at());
    }
    remember(replay.burst());
    if (holding) {
      hold(event, key, nowNanos, out);
    } else {
      pass(event, key, nowNanos, out);
    }
  }

  private void hold(LogEvent event, Fingerprint key, long nowNanos, Sink<Entry> out) {
    if (held.isEmpty() && nowNanos + HOLD_NANOS - holdUntilNanos > 0) {
      holdUntilNanos = nowNanos + HOLD_NANOS;
    }
    held.add(event);
    heldKeys.add(key);
    if (event.time().isOwn()) {
      boolean known = delivered.isKnown(key);
      replay.weighs(event.at(), known, !known && delivered.mayBeForgotten(event.at()));
    }
    boolean once = event.time().isOwn() && delivered.isKnownOnce(key);
    if (alignment.fits(key, once) && !replay.isProof()) {
      replay.aligned();
      delivered.forgetAllBut(alignment.sinceStart());
    }
    if (replay.isProof() || held.size() >= delivered.capacity() / BURSTS_REMEMBERED) {
      judge(nowNanos, out);
    }
  }

  private void remember(int burst) {
    largestBurst = Math.max(largestBurst, burst);
    long affordable = Math.min(MAX_CAPACITY, memory.getAsLong() / RECORD_BYTES);
    long wanted = Math.min(affordable, (long) BURSTS_REMEMBERED * largestBurst);
    int capacity = Math.toIntExact(Math.max(MIN_CAPACITY, wanted));
    if (capacity != delivered.capacity()) {
      delivered.capacity(capacity);
    }
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    if (holding && nowNanos - holdUntilNanos >= 0) {
      judge(nowNanos, out);
    }
  }

  @Override
  public OptionalLong deadline() {
    return holding ? OptionalLong.of(holdUntilNanos) : OptionalLong.empty();
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    if (holding && !held.isEmpty()) {
      judge(nowNanos, out);
    }
    holding = false;
    if (open) {
      open = false;
      unbroken = isAtSeam(nowNanos) ? unbrokenAfterCut() : Instant.MAX;
    }
  }

  private Instant unbrokenBefore() {
    return unbroken.equals(Instant.MAX) ? lastBefore : unbroken;
  }

  private Instant unbrokenAfterCut() {
    Instant before = unbrokenBefore();
    Instant here = replay.unbrokenNow();
    return here.isAfter(before) ? here : before;
  }

  @Override
  public long repeated() {
    return repeated;
  }

  @Override
  public void settled(LogEvent event) {
    pending.settled(Fingerprint.of(event));
    lastSettled = event.at();
  }

  @Override
  public Remembered.Records remembered(long nowNanos) {
    return new Remembered.Records(
        pending.isEmpty() ? lastDelivered : lastSettled,
        unbrokenUpToSettled(nowNanos),
        delivered.forgotten(),
        largestBurst,
        delivered.counts(pending),
        pending.settledOf(shown));
  }

  private Instant unbrokenUpToSettled(long nowNanos) {
    Instant all = unbroken;
    if (open && isAtSeam(nowNanos)) {
      all = held.isEmpty() ? unbrokenAfterCut() : unbrokenBefore();
    } else if (open) {
      all = Instant.MAX;
    }
    return all.isBefore(pending.seam()) ? all : pending.seam();
  }

  private void judge(long nowNanos, Sink<Entry> out) {
    holding = false;
    ReplayVerdict verdict =
        new ReplayVerdict(
            lastDelivered, held.size(), moved, replay.isShortAt(nowNanos, largestBurst));
    out.accept(verdict.notice(worker, replay));
    for (int i = 0; i < held.size(); i++) {
      pass(held.get(i), heldKeys.get(i), nowNanos, out);
    }
    held.clear();
    heldKeys.clear();
  }

  private void pass(LogEvent event, Fingerprint key, long nowNanos, Sink<Entry> out) {
    boolean replayed = reconnected && !replay.isOver();
    if (!event.time().isOwn()) {
      Delivered.Tally tally = delivered.tally(key, Instant.MIN);
      boolean counted = tally.countIsNew();
      pending.add(key, new Pending.Step(counted, false, Instant.MAX));
      deliver(event, replayed && tally.deliveredBefore() > 0, out);
      return;
    }
    Instant at = event.at();
    boolean forgotten =
        replayed && !replay.isAligned() && !delivered.isKnown(key) && delivered.mayBeForgotten(at);
    Delivered.Tally tally = delivered.tally(key, at);
    Seam.Verdict copy = isAtSeam(nowNanos) ? seam.judge(at, tally.copies()) : Seam.Verdict.GENUINE;
    int before = tally.delivered();
    if (copy != Seam.Verdict.REPEAT && isDue(tally, at)) {
      boolean unproved = isOldAtStart(tally, at) || copy == Seam.Verdict.DOUBTFUL;
      shown.addLast(key);
      while (shown.size() > delivered.capacity()) {
        shown.removeFirst();
      }
      Instant atSeam = isAtSeam(nowNanos) ? at : Instant.MAX;
      pending.add(key, new Pending.Step(tally.delivered() > before, true, atSeam));
      deliver(event, unproved || forgotten, out);
    } else {
      repeated++;
    }
  }

  /** Counts the record; false when it is proved to be a repeat. */
  private boolean isDue(Delivered.Tally tally, Instant at) {
    boolean isNew = tally.countIsNew();
    return isOldAtStart(tally, at) ? !replay.isProof() : isNew;
  }

  private boolean isOldAtStart(Delivered.Tally tally, Instant at) {
    return replay.isStart(at) && tally.deliveredBefore() > 0;
  }

  private void deliver(LogEvent event, boolean mayRepeat, Sink<Entry> out) {
    lastDelivered = event.at();
    out.accept(mayRepeat ? event.with(Mark.MAY_REPEAT) : event);
  }
}
