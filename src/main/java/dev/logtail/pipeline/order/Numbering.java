package dev.logtail.pipeline.order;

import dev.logtail.model.Evidence;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Instant;

/**
 * Which records of one boot of a server were handed on, and which number is next. What lies before
 * the lowest number that was handed on is nobody's loss: how much there was is not known.
 */
final class Numbering {
  private static final long MOST_BELIEVED = 1_000_000_000;

  private final SequenceRanges delivered = new SequenceRanges();

  /** What was handed on or told to be lost. */
  private final SequenceRanges settled = new SequenceRanges();

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
    lowest = first;
    next = first;
    last = before;
    highest = first - 1;
    highestAt = before;
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

  /** Notes that this record is handed on now. */
  void deliver(long seq, Instant at) {
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
