package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Keeps a worker's replayed ring from being shown twice, and says what it could prove about each
 * reconnection. A server of the worker kind sends its last records again after each handshake,
 * without a mark between them and the live ones.
 *
 * <pre>
 *   first connection:  everything passes
 *   later ones:        HOLDING ── a known record later than the first one ──▶ proved: "resumed, 0 lost"
 *                         │        (so the ring reaches back into what was delivered)
 *                         └─ silence, 2 s, or a full buffer ──▶ not proved: gap or restart, said in a notice
 * </pre>
 *
 * What is known and counted is dropped; what cannot be proved to be a repeat is shown, marked
 * {@link Mark#MAY_REPEAT}. Nothing is dropped for its time or its text alone. For one stream and
 * one thread.
 */
public final class ReplayGuard {
  private static final int MIN_CAPACITY = 512;
  private static final int MAX_CAPACITY = 4096;
  private static final int BURSTS_REMEMBERED = 4;
  private static final double SHORTER_REPLAY = 0.75;
  private static final long QUIET_NANOS = Duration.ofMillis(250).toNanos();
  private static final long LONGEST_HOLD_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();

  private final WorkerKey worker;
  private final Fingerprint.Maker fingerprints = new Fingerprint.Maker();
  private final Delivered delivered = new Delivered(MIN_CAPACITY);
  private final List<LogEvent> held = new ArrayList<>();
  private final List<Fingerprint> heldKeys = new ArrayList<>();

  private boolean holding;
  private boolean moved;
  private boolean proved;
  private long openedNanos;
  private long lastRecordNanos;
  private long onThisConnection;
  private Instant firstOfBurst = Instant.MIN;
  private Instant lastDelivered = Instant.MIN;
  private boolean burstOver;
  private long burst;
  private long largestBurst;
  private Seam seam = new Seam();
  private long repeated;

  public ReplayGuard(WorkerKey worker) {
    this.worker = worker;
  }

  /**
   * A handshake is done: records of a new connection follow.
   *
   * @param nowNanos the monotonic time
   * @param elsewhere true when the stream's URL is not the one it was
   */
  public void opened(long nowNanos, boolean elsewhere) {
    delivered.newConnection();
    seam = new Seam();
    openedNanos = nowNanos;
    lastRecordNanos = nowNanos;
    onThisConnection = 0;
    burst = 0;
    burstOver = false;
    moved = elsewhere;
    proved = false;
    holding = lastDelivered.isAfter(Instant.MIN);
    firstOfBurst = Instant.MIN;
  }

  /**
   * True during the first two seconds of a connection, while replayed and live records may come
   * mixed.
   */
  public boolean isAtSeam(long nowNanos) {
    return nowNanos - openedNanos < SEAM_NANOS;
  }

  /** Takes the next record and hands on what may be shown. */
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    expire(nowNanos, out);
    countBurst(nowNanos);
    Fingerprint key = fingerprints.of(event);
    if (onThisConnection == 1) {
      firstOfBurst = event.at();
    }
    if (!holding) {
      pass(event, key, nowNanos, out);
      return;
    }
    held.add(event);
    heldKeys.add(key);
    proved = delivered.isKnown(key) && event.at().isAfter(firstOfBurst);
    if (proved || held.size() >= delivered.capacity() / BURSTS_REMEMBERED) {
      judge(nowNanos, out);
    }
  }

  /**
   * A burst is what comes until the first silence or the longest hold: the replay, and what was
   * logged meanwhile.
   */
  private void countBurst(long nowNanos) {
    onThisConnection++;
    boolean first = onThisConnection == 1;
    burstOver |=
        (!first && nowNanos - lastRecordNanos > QUIET_NANOS)
            || nowNanos - openedNanos > LONGEST_HOLD_NANOS;
    lastRecordNanos = nowNanos;
    if (!burstOver) {
      burst++;
      if (burst > largestBurst) {
        largestBurst = burst;
        delivered.capacity(capacityFor(burst));
      }
    }
  }

  private static int capacityFor(long burst) {
    return (int) Math.max(MIN_CAPACITY, Math.min(MAX_CAPACITY, BURSTS_REMEMBERED * burst));
  }

  /** Ends the holding when its time is over. To be called at {@link #deadline()} or later. */
  public void expire(long nowNanos, Sink<Entry> out) {
    OptionalLong deadline = deadline();
    if (deadline.isPresent() && nowNanos - deadline.getAsLong() >= 0) {
      judge(nowNanos, out);
    }
  }

  /** When {@link #expire} must be called, in monotonic nanoseconds; empty while nothing is held. */
  public OptionalLong deadline() {
    return holding
        ? OptionalLong.of(Math.min(lastRecordNanos + QUIET_NANOS, openedNanos + LONGEST_HOLD_NANOS))
        : OptionalLong.empty();
  }

  /** The connection is over: what is held is judged with what is known. */
  public void closed(long nowNanos, Sink<Entry> out) {
    if (holding && !held.isEmpty()) {
      judge(nowNanos, out);
    }
    holding = false;
  }

  /** How many records were dropped as repeats so far. */
  public long repeated() {
    return repeated;
  }

  private void judge(long nowNanos, Sink<Entry> out) {
    holding = false;
    long before = repeated;
    Instant lastKnown = lastDelivered;
    List<Entry> passed = new ArrayList<>(held.size());
    for (int i = 0; i < held.size(); i++) {
      pass(held.get(i), heldKeys.get(i), nowNanos, passed::add);
    }
    out.accept(verdict(lastKnown, repeated > before));
    passed.forEach(out::accept);
    held.clear();
    heldKeys.clear();
  }

  private StreamNotice verdict(Instant lastKnown, boolean someKnown) {
    if (proved) {
      return notice(StreamNotice.Kind.RESUMED, lastKnown, "resumed, 0 lost");
    }
    if (held.isEmpty()) {
      return notice(StreamNotice.Kind.RESTARTED, lastKnown, "restarted: it replays nothing");
    }
    if (moved && !someKnown) {
      return notice(StreamNotice.Kind.RESTARTED, lastKnown, "restarted at another address");
    }
    boolean shorter = held.size() < largestBurst * SHORTER_REPLAY;
    if (shorter && !someKnown) {
      return notice(StreamNotice.Kind.RESTARTED, lastKnown, "restarted: its replay begins anew");
    }
    String text =
        (someKnown ? "gap possible: " : "gap: at least 1 ")
            + "record lost between "
            + lastKnown
            + " and "
            + firstOfBurst;
    return notice(StreamNotice.Kind.GAP, lastKnown, text);
  }

  /** A notice that stands in time between what was delivered and the first record of the replay. */
  private StreamNotice notice(StreamNotice.Kind kind, Instant lastKnown, String text) {
    boolean later = !held.isEmpty() && firstOfBurst.isAfter(lastKnown);
    return new StreamNotice(worker, later ? firstOfBurst : lastKnown, kind, text);
  }

  private void pass(LogEvent event, Fingerprint key, long nowNanos, Sink<Entry> out) {
    boolean again = delivered.seenBefore(key);
    boolean known = delivered.isKnown(key) && !again;
    Seam.Verdict copy = Seam.Verdict.GENUINE;
    if (isAtSeam(nowNanos)) {
      copy = again ? seam.judge(event.at()) : copy;
      seam.passed(event.at());
    }
    boolean isNew = copy != Seam.Verdict.REPEAT && delivered.countIsNew(key);
    boolean atRingStart = event.at().equals(firstOfBurst);
    boolean unproved = known && atRingStart && !proved;
    if (unproved || (isNew && copy == Seam.Verdict.DOUBTFUL)) {
      deliver(event.with(Mark.MAY_REPEAT), out);
    } else if (isNew && !(known && atRingStart)) {
      deliver(event, out);
    } else {
      repeated++;
    }
  }

  private void deliver(LogEvent event, Sink<Entry> out) {
    lastDelivered = event.at();
    out.accept(event);
  }
}
