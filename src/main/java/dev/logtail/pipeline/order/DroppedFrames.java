package dev.logtail.pipeline.order;

import dev.logtail.model.Evidence;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Frames that were dropped here, until the numbers of the records behind them say which ones were
 * in them. So a gap of our own making is told once, as that and with its exact size.
 */
public final class DroppedFrames {
  private static final String WHY = "came faster than could be read";

  private final WorkerKey worker;
  private long untold;

  DroppedFrames(WorkerKey worker) {
    this.worker = worker;
  }

  /** That {@code frames} were dropped behind the record stamped {@code at}, a record in each. */
  public static StreamNotice notice(WorkerKey worker, Instant at, long frames) {
    return dropped(worker, at, Evidence.missing(at, at, frames));
  }

  private static StreamNotice dropped(WorkerKey worker, Instant at, Evidence evidence) {
    long lost = evidence.lost().orElseThrow();
    String text = counted(lost, "record") + " dropped: " + (lost == 1 ? "it " : "they ") + WHY;
    return new StreamNotice(worker, at, Kind.DROPPED, text, evidence);
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  void add(long frames) {
    untold += frames;
  }

  boolean isEmpty() {
    return untold == 0;
  }

  /** How many were added that nothing has been told of; they count as told now. */
  long take() {
    long frames = untold;
    untold = 0;
    return frames;
  }

  /** What is to be told of {@code gap}, which follows them. */
  StreamNotice explain(StreamNotice gap) {
    if (isEmpty()) {
      return gap;
    }
    long frames = take();
    OptionalLong lost = gap.evidence().lost();
    if (lost.isPresent() && lost.getAsLong() <= frames) {
      return dropped(worker, gap.at(), gap.evidence());
    }
    String text = gap.text() + ", in part dropped here: " + counted(frames, "frame") + " " + WHY;
    return new StreamNotice(worker, gap.at(), gap.kind(), text, gap.evidence());
  }

  /** That nothing was in them that is missing: the record stamped {@code at} is the next one. */
  StreamNotice harmless(Instant at) {
    String text = counted(take(), "frame") + " dropped, 0 records lost: their numbers prove it";
    return new StreamNotice(worker, at, Kind.RESUMED, text, Evidence.unbroken(at));
  }
}
