package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.store.Condition;
import java.util.Optional;

/**
 * Entries that match a condition, and where wanted whose they are.
 *
 * @param workers whose they are
 */
record FoundEntries(MatchIndex index, Optional<WorkerTally> workers) {
  static FoundEntries of(Condition condition, boolean tiled) {
    MatchIndex index = new MatchIndex(condition);
    return new FoundEntries(
        index, tiled ? Optional.of(index.with(all -> new WorkerTally())) : Optional.empty());
  }

  EntryNumbers numbers() {
    return index.matches();
  }

  EntryNumbers numbersOf(WorkerKey worker) {
    return workers.map(tally -> tally.of(worker)).orElse(EntryNumbers.NONE);
  }
}
