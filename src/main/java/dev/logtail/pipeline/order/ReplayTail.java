package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cuts what a stream replays at its first connection down to the newest few records. No server
 * marks where its replay ends, so the first quarter of a second is held and judged by the records'
 * own times:
 *
 * <pre>
 *   delay of a record = its arrival − its stamp
 *   live record       → the delay is the smallest one seen: clock difference and network
 *   replayed record   → the delay is as much longer as the record is old
 * </pre>
 *
 * Records that arrive as they are logged, one after the other with the same delay, prove what the
 * smallest delay of a live record is, whatever the server's clock says. Without such a proof a live
 * record is one that a clock which agrees with ours but for whole quarters of an hour (time zones)
 * calls younger than the connection. For one stream and one thread.
 */
public final class ReplayTail {
  private static final long HOLD_NANOS = Duration.ofMillis(250).toNanos();
  private static final Duration JITTER = Duration.ofMillis(30);
  private static final Duration PACED_SPAN = Duration.ofMillis(40);

  /** By how much a server's clock may be ahead of ours. */
  private static final Duration CLOCK_AHEAD = Duration.ofSeconds(2);

  /** What is live and arrives while we hold was logged no longer ago than this. */
  private static final Duration LONGEST_DELAY = Duration.ofMillis(300);

  /** How much of an unproved delay is put down to the network or the clocks. */
  private static final Duration USUAL_DELAY = Duration.ofMillis(100);

  private static final long ZONE_STEP_MILLIS = Duration.ofMinutes(15).toMillis();

  private final int most;
  private final Sink<LogEvent> onCut;
  private final List<LogEvent> held = new ArrayList<>();
  private final List<Entry> others = new ArrayList<>();
  private boolean holding;
  private boolean judged;
  private long openedNanos;
  private Instant opened = Instant.EPOCH;
  private long cut;

  /**
   * @param most replayed records to let pass, 0 for none
   */
  public ReplayTail(int most) {
    this(most, event -> {});
  }

  /** The same, told of each record that is cut off. */
  public ReplayTail(int most, Sink<LogEvent> onCut) {
    this.most = most;
    this.onCut = onCut;
  }

  /** A connection is up; only the first one is cut. */
  public void opened(long nowNanos, Instant now) {
    holding = !judged;
    openedNanos = nowNanos;
    opened = now;
  }

  /** Takes the next entry and hands on what may pass. */
  public void accept(Entry entry, long nowNanos, Sink<Entry> out) {
    expire(nowNanos, out);
    if (!holding) {
      out.accept(entry);
    } else if (entry instanceof LogEvent event) {
      held.add(event);
    } else {
      others.add(entry);
    }
  }

  /** Ends the holding when its time is over. To be called at {@link #deadline()} or later. */
  public void expire(long nowNanos, Sink<Entry> out) {
    if (holding && nowNanos - openedNanos >= HOLD_NANOS) {
      flush(out);
    }
  }

  /** When {@link #expire} must be called, in monotonic nanoseconds; empty while nothing is held. */
  public OptionalLong deadline() {
    return holding ? OptionalLong.of(openedNanos + HOLD_NANOS) : OptionalLong.empty();
  }

  /** Judges what is held now. */
  public void flush(Sink<Entry> out) {
    if (!holding) {
      return;
    }
    holding = false;
    judged = true;
    others.forEach(out::accept);
    BitSet replayed = replayed();
    int surplus = Math.max(0, replayed.cardinality() - most);
    cut += surplus;
    for (int i = 0; i < held.size(); i++) {
      if (replayed.get(i) && surplus > 0) {
        surplus--;
        onCut.accept(held.get(i));
      } else {
        out.accept(held.get(i));
      }
    }
    held.clear();
    others.clear();
  }

  /** How many records were cut off so far. */
  public long cut() {
    return cut;
  }

  /**
   * Which of the held records were logged before the connection was up. One without a stamp was if
   * a replayed one follows it, or if none has a stamp.
   */
  private BitSet replayed() {
    List<LogEvent> stamped = held.stream().filter(event -> event.time().isOwn()).toList();
    Optional<Duration> least = stamped.stream().map(ReplayTail::delay).min(Duration::compareTo);
    Instant openedThere = least.map(delay -> openedThere(stamped, delay)).orElse(Instant.MAX);
    BitSet replayed = new BitSet(held.size());
    boolean follows = openedThere.equals(Instant.MAX);
    for (int i = held.size() - 1; i >= 0; i--) {
      LogEvent event = held.get(i);
      boolean old = event.time().isOwn() ? event.at().isBefore(openedThere) : follows;
      replayed.set(i, old);
      follows |= old;
    }
    return replayed;
  }

  /** When the connection was up by the server's clock; MAX where nothing held is live. */
  private Instant openedThere(List<LogEvent> stamped, Duration least) {
    if (isPaced(stamped, least)) {
      return opened.minus(least).plus(JITTER);
    }
    Duration inZone = modulo(least);
    if (inZone.compareTo(LONGEST_DELAY) > 0 || inZone.compareTo(CLOCK_AHEAD.negated()) < 0) {
      return Instant.MAX;
    }
    Duration unusual = inZone.minus(USUAL_DELAY);
    Duration delay = unusual.isNegative() ? least : least.minus(unusual);
    return opened.minus(delay).plus(JITTER);
  }

  /** True when some came one after the other, over a while, and all with about that delay. */
  private static boolean isPaced(List<LogEvent> stamped, Duration least) {
    Duration most = least.plus(JITTER);
    Optional<Instant> first = Optional.empty();
    for (LogEvent event : stamped) {
      if (delay(event).compareTo(most) > 0) {
        first = Optional.empty();
      } else if (first.isEmpty()) {
        first = Optional.of(event.time().arrival());
      } else if (!event.time().arrival().minus(PACED_SPAN).isBefore(first.get())) {
        return true;
      }
    }
    return false;
  }

  private static Duration delay(LogEvent event) {
    return Duration.between(event.at(), event.time().arrival());
  }

  /** The delay without whole time zones: between minus and plus half a zone step. */
  private static Duration modulo(Duration delay) {
    long half = ZONE_STEP_MILLIS / 2;
    long rest = Math.floorMod(delay.toMillis() + half, ZONE_STEP_MILLIS) - half;
    return Duration.ofMillis(rest);
  }
}
