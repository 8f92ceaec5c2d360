package dev.logtail.pipeline.order;

import dev.logtail.model.Evidence;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.util.Collections;
import java.util.TreeSet;

/**
 * Which records of one boot of a server were handed on, and which number is next. What lies before
 * the lowest number that was handed on is nobody's loss: how much there was is not known.
 */
final class Numbering {
  private static final long MOST_BELIEVED = 1_000_000_000;

  private final SequenceRanges delivered;

  /** What was handed on or told to be lost. */
  private final SequenceRanges settled;

  /** What was handed on and is not known to be where it should be. */
  private final TreeSet<Long> pending = new TreeSet<>();

  private Instant lastSettled;

  private long lowest;
  private long next;
  private Instant last;
  private long highest;
  private Instant highestAt;

  /**
   * A boot of which nothing came.
   *
   * @param first number of the first record that is wanted of it
   * @param before stamp of the last record before it
   */
  Numbering(long first, Instant before) {
    delivered = new SequenceRanges();
    settled = new SequenceRanges();
    lowest = first;
    next = first;
    last = before;
    lastSettled = before;
    highest = first - 1;
    highestAt = before;
  }

  /** A boot of which an earlier run had some. */
  Numbering(Remembered.Boot before) {
    delivered = new SequenceRanges(before.delivered());
    settled = new SequenceRanges(before.settled());
    lowest = before.lowest();
    next = before.next();
    last = before.last();
    lastSettled = last;
    highest = before.highest();
    highestAt = before.highestAt();
  }

  /** The record that was handed on under this number is where it should be. */
  void settled(long seq, Instant at) {
    pending.remove(seq);
    lastSettled = at;
  }

  boolean isAllSettled() {
    return pending.isEmpty();
  }

  /**
   * What is known without the records that are not settled. Where one of those follows a gap, it
   * counts as not told.
   */
  Remembered.Boot remembered(String name) {
    Remembered.Ranges kept = delivered.without(pending);
    if (pending.isEmpty()) {
      return new Remembered.Boot(
          name, lowest, next, last, highest, highestAt, kept, settled.without(pending));
    }
    long before = lastOf(kept, pending.first());
    long goOn = Math.min(next, Math.max(lowest, before + 1));
    SequenceRanges told = new SequenceRanges(kept);
    if (goOn > lowest) {
      told.add(lowest, goOn - 1);
    }
    long end = Math.max(goOn - 1, lastOf(kept, Long.MAX_VALUE));
    return new Remembered.Boot(
        name,
        lowest,
        goOn,
        lastSettled,
        end,
        lastSettled,
        kept,
        told.without(Collections.emptySortedSet()));
  }

  /** The last number of {@code ranges} that is less than {@code number}; MIN for none. */
  private static long lastOf(Remembered.Ranges ranges, long number) {
    return ranges.ranges().stream()
        .filter(range -> range.first() < number)
        .mapToLong(range -> Math.min(range.last(), number - 1))
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** True while a record that overtook others was handed on, and those have not come. */
  boolean isTorn() {
    return next <= highest;
  }

  /** Gives up the records that were overtaken, and says so. */
  StreamNotice mend(WorkerKey worker) {
    return skipTo(highest + 1, highestAt, worker);
  }

  /** The number of the record that follows the last one. */
  long next() {
    return next;
  }

  /** Stamp of the record that was handed on last. */
  Instant last() {
    return last;
  }

  boolean isDelivered(long seq) {
    return delivered.contains(seq);
  }

  boolean mayBeDelivered(long seq) {
    return delivered.mayBeForgotten(seq);
  }

  /** True for a record that was told to be lost. */
  boolean wasMissed(long seq) {
    return settled.contains(seq) && !delivered.contains(seq);
  }

  /**
   * Notes that this record is handed on now.
   *
   * @param kept whether it will be told when it is settled
   */
  void deliver(long seq, Instant at, boolean kept) {
    if (kept) {
      pending.add(seq);
    }
    delivered.add(seq);
    settled.add(seq);
    last = at;
    if (seq > highest) {
      highest = seq;
      highestAt = at;
    }
    if (seq < lowest) {
      lowest = seq;
      next = seq;
    }
    if (seq >= next) {
      next = settled.firstMissing(seq);
    }
  }

  /** Says that exactly {@code lost} records are missing between two. */
  static StreamNotice gap(WorkerKey worker, Instant last, Instant at, long lost) {
    String count = lost == 1 ? "1 record" : lost + " records";
    String where =
        at.isAfter(last) ? "between " + last + " and " + at : "before " + at + ", after " + last;
    String text = "gap: " + count + " lost " + where;
    return new StreamNotice(worker, at, Kind.GAP, text, Evidence.missing(last, at, lost));
  }

  /** Gives up what is due before the record {@code seq}, stamped {@code at}, and says so. */
  StreamNotice skipTo(long seq, Instant at, WorkerKey worker) {
    long number = next;
    long lost = settled.countMissing(number, seq);
    settled.add(number, seq - 1);
    next = seq;
    if (lost > MOST_BELIEVED) {
      String text = "gap possible: its records are numbered " + (number - 1) + ", " + seq;
      return new StreamNotice(worker, at, Kind.GAP, text, Evidence.doubtful(last, at));
    }
    return gap(worker, last, at, lost);
  }
}
