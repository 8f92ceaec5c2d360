package dev.logtail.pipeline.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * What one connection's burst, the replay and what was logged meanwhile, has shown so far. The
 * burst is what comes until the first silence, and over after two seconds at most. For one thread.
 */
final class Replay {
  private static final double SHORTER = 0.75;
  private static final long SILENCE_NANOS = Duration.ofMillis(250).toNanos();
  private static final long QUIET_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

  /** More live records than this overtake no replay. */
  private static final int OVERTAKING = 8;

  private final long openedNanos;
  private final Instant unbroken;
  private final ArrayDeque<Instant> latest = new ArrayDeque<>(OVERTAKING);
  private long lastNanos;
  private int burst;
  private int reached;
  private boolean silent;
  private boolean over;
  private Instant first = Instant.MAX;
  private Instant start = Instant.MAX;
  private Instant oldestUnknown = Instant.MAX;
  private boolean someKnown;
  private boolean proof;
  private boolean aligned;

  /**
   * A replay of which nothing has come.
   *
   * @param unbroken stamp up to which earlier connections surely brought all that they began with
   */
  Replay(long openedNanos, Instant unbroken) {
    this.openedNanos = openedNanos;
    this.unbroken = unbroken;
    this.lastNanos = openedNanos;
  }

  /** A record came. */
  void arrives(long nowNanos) {
    over |= nowNanos - openedNanos > LONGEST_NANOS;
    silent |= burst > 0 && nowNanos - lastNanos > SILENCE_NANOS;
    lastNanos = nowNanos;
    burst += over || silent ? 0 : 1;
  }

  /** Notes a stamp. The oldest one is the ring's start, though a live record may come before it. */
  void reaches(Instant at) {
    first = first.equals(Instant.MAX) ? at : first;
    if (start.equals(Instant.MAX) || (!over && at.isBefore(start))) {
      start = at;
    }
    if (!over) {
      reached++;
      latest.addLast(at);
      if (latest.size() > OVERTAKING) {
        latest.removeFirst();
      }
    }
  }

  /**
   * Up to where all came when the connection breaks now, though live records may have overtaken
   * what was still to be replayed; MIN when so few came that all of them may have.
   */
  Instant unbrokenNow() {
    if (reached <= OVERTAKING) {
      return Instant.MIN;
    }
    return latest.stream().min(Instant::compareTo).orElse(Instant.MIN);
  }

  /**
   * Weighs a record that is held. A known one proves that nothing is missing if it is not of the
   * ring's start, where its equals may have left the ring, nothing unknown comes before it, and the
   * ring reaches back to what came without a break.
   */
  void weighs(Instant at, boolean known, boolean mayBeForgotten) {
    if (known) {
      someKnown = true;
      proof = at.isAfter(start) && !oldestUnknown.isBefore(at) && start.isBefore(unbroken);
    } else if (!mayBeForgotten && at.isBefore(oldestUnknown)) {
      oldestUnknown = at;
    }
    someKnown |= mayBeForgotten;
  }

  /** The place where it begins in what was handed on before is known: that is a proof too. */
  void aligned() {
    aligned = true;
    proof = true;
  }

  boolean isAligned() {
    return aligned;
  }

  /** How many records the burst has brought. */
  int burst() {
    return burst;
  }

  /** True two seconds after the handshake: no more records are replayed. */
  boolean isOver() {
    return over;
  }

  boolean isProof() {
    return proof;
  }

  /** Whether anything of it was, or may have been, delivered before. */
  boolean isSomeKnown() {
    return someKnown;
  }

  /** True for records whose equals may have left the ring, so that counting them proves nothing. */
  boolean isStart(Instant at) {
    return !aligned && (at.equals(first) || (at.equals(start) && !proof));
  }

  /** Stamp of the oldest record that is not known, else of the ring's start; MAX for neither. */
  Instant firstNew() {
    return oldestUnknown.equals(Instant.MAX) ? start : oldestUnknown;
  }

  /** True when it has ended and was clearly shorter than the largest one. */
  boolean isShortAt(long nowNanos, int largest) {
    return nowNanos - lastNanos >= QUIET_NANOS && burst < largest * SHORTER;
  }
}
