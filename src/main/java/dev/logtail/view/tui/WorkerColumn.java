package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.tui.Writing.LabelStyle;

/** How records name their workers: in a column as wide as the names need, within bounds. */
final class WorkerColumn {
  private static final int LEAST = 8;
  private static final int MOST = 24;
  private static final int MOST_FOR_KEYS = 48;

  private final ConsoleLook look;
  private final LabelStyle style;

  WorkerColumn(ConsoleLook look, LabelStyle style) {
    this.look = look;
    this.style = style;
  }

  /** Cells of the column where a record has {@code room} cells in all; 0 for no column. */
  int columns(int room) {
    return switch (style) {
      case SHORT -> Math.min(Math.max(LEAST, Math.min(MOST, room / 4)), look.labels().width());
      case FULL ->
          Math.min(Math.max(LEAST, Math.min(MOST_FOR_KEYS, room / 3)), look.labels().widthOfKeys());
      case NONE -> 0;
    };
  }

  /** What fits into {@code columns} cells of the worker's name; "" where it is not wanted. */
  String name(WorkerKey worker, int columns) {
    String name =
        switch (style) {
          case SHORT -> look.labels().labelOf(worker);
          case FULL -> look.safe(worker.value());
          case NONE -> "";
        };
    return CellWidth.of(name) <= columns ? name : CellWidth.cut(name, columns - 1) + "…";
  }
}
