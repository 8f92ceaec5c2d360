package dev.logtail.pipeline.alert;

import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Knows which streams are lost, so that a loss is told once, however often it is tried again. */
final class Losses {
  private static final Set<Kind> LOSSES =
      EnumSet.of(Kind.DISCONNECTED, Kind.REFUSED, Kind.VANISHED);

  private final Set<WorkerKey> lost = new HashSet<>();

  static boolean isLoss(Kind kind) {
    return LOSSES.contains(kind);
  }

  /** Notes what happened; true unless it is about a stream that was lost before. */
  boolean isNews(StreamNotice notice) {
    if (notice.kind() == Kind.CONNECTED) {
      lost.remove(notice.worker());
    }
    return !isLoss(notice.kind()) || lost.add(notice.worker());
  }
}
