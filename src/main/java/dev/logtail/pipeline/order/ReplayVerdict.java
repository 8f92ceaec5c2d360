package dev.logtail.pipeline.order;

import dev.logtail.model.Evidence;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Instant;

/**
 * Says in a notice what a reconnection proved. Never claims a loss: whether none or many records
 * were lost can't be told when the replay begins after the last one that was delivered.
 *
 * @param lastKnown stamp of the last record delivered before
 * @param held records that the replay has brought so far
 * @param moved whether the stream was found at another address
 * @param isShort whether the replay was clearly shorter than it was before
 */
record ReplayVerdict(Instant lastKnown, int held, boolean moved, boolean isShort) {
  StreamNotice notice(WorkerKey worker, Replay replay) {
    if (replay.isProof()) {
      return new StreamNotice(
          worker, lastKnown, Kind.RESUMED, "resumed, 0 lost", Evidence.unbroken(lastKnown));
    }
    if (held == 0) {
      return new StreamNotice(
          worker,
          lastKnown,
          Kind.RESTARTED,
          "restarted: it replays nothing",
          Evidence.doubtful(lastKnown, lastKnown));
    }
    Instant at = replay.firstNew().equals(Instant.MAX) ? lastKnown : replay.firstNew();
    if (moved && !replay.isSomeKnown()) {
      return restarted(worker, at, "restarted at another address");
    }
    if (isShort && !replay.isSomeKnown()) {
      return restarted(worker, at, "restarted: its replay begins anew");
    }
    return new StreamNotice(
        worker, at, Kind.GAP, gap(at, replay.isSomeKnown()), Evidence.doubtful(lastKnown, at));
  }

  private StreamNotice restarted(WorkerKey worker, Instant at, String text) {
    return new StreamNotice(worker, at, Kind.RESTARTED, text, Evidence.doubtful(lastKnown, at));
  }

  private String gap(Instant firstNew, boolean someKnown) {
    String known = someKnown ? "" : "nothing of the replay is known, ";
    String where =
        firstNew.isAfter(lastKnown)
            ? "between " + lastKnown + " and " + firstNew
            : "before " + firstNew;
    return "gap possible: " + known + "records " + where + " may be missing";
  }
}
