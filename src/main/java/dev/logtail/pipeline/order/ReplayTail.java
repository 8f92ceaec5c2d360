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
 * Where even the newest record is old by a clock that agrees with ours to the quarter of an hour
 * (time zones), nothing that was held is live. For one stream and one thread.
 */
public final class ReplayTail {
  private static final long HOLD_NANOS = Duration.ofMillis(250).toNanos();
  private static final Duration JITTER = Duration.ofMillis(30);
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);
  private static final long ZONE_STEP_SECONDS = Duration.ofMinutes(15).toSeconds();

  private final int most;
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
    this.most = most;
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
    Optional<Duration> least =
        held.stream()
            .filter(event -> event.time().isOwn())
            .map(ReplayTail::delay)
            .min(Duration::compareTo);
    boolean nothingLive = least.isEmpty() || modulo(least.get()).abs().compareTo(CLOCK_SKEW) > 0;
    Instant openedThere =
        nothingLive ? Instant.MAX : opened.minus(least.orElseThrow()).plus(JITTER);
    BitSet replayed = new BitSet(held.size());
    boolean follows = nothingLive;
    for (int i = held.size() - 1; i >= 0; i--) {
      LogEvent event = held.get(i);
      boolean old = event.time().isOwn() ? event.at().isBefore(openedThere) : follows;
      replayed.set(i, old);
      follows |= old;
    }
    return replayed;
  }

  private static Duration delay(LogEvent event) {
    return Duration.between(event.at(), event.time().arrival());
  }

  /** The delay without whole time zones: between minus and plus half a zone step. */
  private static Duration modulo(Duration delay) {
    long half = ZONE_STEP_SECONDS / 2;
    long rest = Math.floorMod(delay.toSeconds() + half, ZONE_STEP_SECONDS) - half;
    return Duration.ofSeconds(rest);
  }
}
