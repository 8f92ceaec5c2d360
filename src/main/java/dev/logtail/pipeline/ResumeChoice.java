package dev.logtail.pipeline;

import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.Continuity;
import dev.logtail.pipeline.order.CutShort;
import dev.logtail.pipeline.order.Dedupe;
import dev.logtail.pipeline.order.HistoryGuard;
import dev.logtail.pipeline.order.LateChoice;
import dev.logtail.pipeline.order.Recall;
import dev.logtail.pipeline.order.RecordHistory;
import dev.logtail.pipeline.order.Remembered;
import dev.logtail.pipeline.order.ReplayGuard;
import dev.logtail.pipeline.order.SequenceGuard;
import dev.logtail.pipeline.order.TextGuard;
import dev.logtail.pipeline.order.Unguarded;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Chooses by which rule a stream goes on after a reconnection.
 *
 * @param history who can be asked for what was missed, where records have names
 * @param pipeline runs what it is given on the pipeline thread
 * @param memory bytes that one stream may spend on remembering what was shown
 * @param earlier the run that is gone on with
 */
record ResumeChoice(
    Dedupe dedupe,
    RecordHistory history,
    Consumer<Runnable> pipeline,
    LongSupplier memory,
    EarlierRun earlier) {
  /**
   * A new rule for one stream.
   *
   * @param told what the stream's decoder says, asked when the first record comes
   */
  Continuity rule(WorkerKey worker, Supplier<ResumeRule> told) {
    if (dedupe == Dedupe.OFF) {
      return new Unguarded(worker);
    }
    Recall recall = earlier.of(worker);
    Continuity unnumbered =
        new LateChoice(
            told,
            rule -> unnumbered(worker, rule, recall),
            recall.before().flatMap(Remembered::rule));
    Continuity rule = new SequenceGuard(worker, unnumbered, recall);
    return earlier.complete() ? rule : new CutShort(worker, rule, recall.before().isEmpty());
  }

  private Continuity unnumbered(WorkerKey worker, ResumeRule told, Recall recall) {
    return switch (told) {
      case REPLAYED_RECORDS -> new ReplayGuard(worker, memory, recall);
      case OVERLAPPING_TEXT -> new TextGuard(worker, recall);
      case NAMED_RECORDS -> new HistoryGuard(worker, this::ask, recall);
    };
  }

  private void ask(WorkerKey worker, Instant since, int most, Sink<RecordHistory.Answer> then) {
    history.ask(worker, since, most, answer -> pipeline.accept(() -> then.accept(answer)));
  }
}
