package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import java.util.List;
import java.util.Optional;

/**
 * Which worker's tile has the keys, among how many.
 *
 * @param focus its worker; none while there is no grid or nobody is shown
 * @param index which of the shown workers that is, from 0
 * @param count how many workers are shown
 */
record Tiling(Optional<WorkerKey> focus, int index, int count) {
  static final Tiling NONE = new Tiling(Optional.empty(), 0, 0);

  /** On {@code worker}, wherever that is. */
  static Tiling on(WorkerKey worker) {
    return new Tiling(Optional.of(worker), 0, 0);
  }

  /** The workers that have tiles. */
  static List<WorkerRow> shown(FilterSet filters, List<WorkerRow> workers) {
    return workers.stream()
        .filter(row -> filters.extent().off() || filters.workers().shows(row.status().worker()))
        .toList();
  }

  /** {@code state} with a grid of the workers that are shown now, and the keys in one of them. */
  static ConsoleState settled(ConsoleState state, List<WorkerRow> workers) {
    Panes panes = state.display().panes();
    if (!panes.grid()) {
      return panes.tiling().equals(NONE) ? state : with(state, NONE);
    }
    List<WorkerKey> shown =
        shown(state.filters(), workers).stream().map(row -> row.status().worker()).toList();
    if (shown.isEmpty()) {
      return with(state, NONE);
    }
    Tiling before = panes.tiling();
    int at = before.focus().map(shown::indexOf).orElse(-1);
    int index = at >= 0 ? at : Math.min(before.index(), shown.size() - 1);
    ConsoleState settled =
        with(state, new Tiling(Optional.of(shown.get(index)), index, shown.size()));
    return at >= 0 || before.focus().isEmpty()
        ? settled
        : settled.withPosition(new Position.Following());
  }

  /** In a grid, {@code state} on the tile of the worker that is chosen in the worker pane. */
  static ConsoleState chosen(ConsoleState state, List<WorkerRow> workers) {
    boolean choosing =
        state.mode() instanceof ChoosingWorker
            && ConsoleLayout.of(state.display()).grid().isPresent();
    if (!choosing) {
      return state;
    }
    WorkerKey chosen = workers.get(WorkerPane.chosenRow(state, workers)).status().worker();
    boolean shown =
        shown(state.filters(), workers).stream()
            .anyMatch(row -> row.status().worker().equals(chosen));
    return shown ? focused(state, chosen) : state;
  }

  /** The keys go to {@code worker}'s tile; the one that they leave follows. */
  static ConsoleState focused(ConsoleState state, WorkerKey worker) {
    Tiling now = state.display().panes().tiling();
    return now.focus().equals(Optional.of(worker))
        ? state
        : with(state, on(worker)).withPosition(new Position.Following());
  }

  private static ConsoleState with(ConsoleState state, Tiling tiling) {
    Display display = state.display();
    return tiling.equals(display.panes().tiling())
        ? state
        : state.withDisplay(display.withPanes(display.panes().withTiling(tiling)));
  }
}
