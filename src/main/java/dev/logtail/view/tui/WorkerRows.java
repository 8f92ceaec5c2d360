package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.runtime.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the rows of the worker pane: those that are gone behind the others, else in the order in
 * which the workers were found. For one thread.
 *
 * <p>A worker's errors are seen while the log is followed, not frozen, and shows that worker; what
 * comes at other times is unseen until then.
 */
final class WorkerRows {
  private final RateMeter meter;
  private final Map<WorkerKey, Long> seen = new HashMap<>();

  WorkerRows(Ticker ticker) {
    this.meter = new RateMeter(ticker);
  }

  List<WorkerRow> of(List<WorkerStatus> workers, ConsoleState state) {
    boolean atEnd = state.isFollowing() && !state.display().isFrozen();
    Map<WorkerKey, Double> rates = meter.measure(workers);
    List<WorkerRow> rows = new ArrayList<>(workers.size());
    List<WorkerRow> gone = new ArrayList<>();
    for (WorkerStatus worker : workers) {
      WorkerKey key = worker.worker();
      long errors = worker.vitals().errors();
      boolean looked = atEnd && state.filters().workers().shows(key);
      long known = looked ? errors : seen.getOrDefault(key, 0L);
      seen.put(key, known);
      WorkerRow row = new WorkerRow(worker, rates.getOrDefault(key, 0.0), errors - known);
      (worker.isGone() ? gone : rows).add(row);
    }
    rows.addAll(gone);
    return rows;
  }
}
