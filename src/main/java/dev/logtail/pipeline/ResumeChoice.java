package dev.logtail.pipeline;

import dev.logtail.model.ResumeRule;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.Continuity;
import dev.logtail.pipeline.order.Dedupe;
import dev.logtail.pipeline.order.LateChoice;
import dev.logtail.pipeline.order.ReplayGuard;
import dev.logtail.pipeline.order.SequenceGuard;
import dev.logtail.pipeline.order.Unguarded;
import java.util.function.Supplier;

/** Chooses by which rule a stream goes on after a reconnection. */
record ResumeChoice(Dedupe dedupe) {
  /**
   * A new rule for one stream.
   *
   * @param told what the stream's decoder says, asked when the first record comes
   */
  Continuity rule(WorkerKey worker, Supplier<ResumeRule> told) {
    return dedupe == Dedupe.OFF
        ? new Unguarded(worker)
        : new SequenceGuard(worker, new LateChoice(() -> unnumbered(worker, told.get())));
  }

  private static Continuity unnumbered(WorkerKey worker, ResumeRule told) {
    return switch (told) {
      case REPLAYED_RECORDS, OVERLAPPING_TEXT, NAMED_RECORDS -> new ReplayGuard(worker);
    };
  }
}
