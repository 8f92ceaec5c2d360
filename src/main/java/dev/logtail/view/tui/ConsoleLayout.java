package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;

/**
 * Where things are on the screen.
 *
 * <pre>
 *   header
 *   ┌ workers ─┐ log
 *   │          │
 *   └──────────┘
 *   status
 * </pre>
 *
 * @param workers the worker pane with its frame; empty when it is not shown
 */
record ConsoleLayout(Area header, Area workers, Area log, Area status) {
  static final int LEAST_COLUMNS = 40;
  static final int LEAST_ROWS = 8;

  private static final int PANE_COLUMNS = 24;
  private static final int WIDE_PANE_COLUMNS = 29;
  private static final int WIDE = 110;
  private static final int LEAST_FOR_PANE = 76;

  static ConsoleLayout of(Display display) {
    int columns = display.size().columns();
    int rows = display.size().rows();
    boolean pane = display.workerPane() && columns >= LEAST_FOR_PANE;
    int left = !pane ? 0 : columns >= WIDE ? WIDE_PANE_COLUMNS : PANE_COLUMNS;
    return new ConsoleLayout(
        new Area(0, 0, 1, columns),
        pane ? new Area(1, 0, rows - 2, left) : Area.NONE,
        new Area(1, left, rows - 2, columns - left),
        new Area(rows - 1, 0, 1, columns));
  }

  /** True when the console can't be shown at all. */
  static boolean isTooSmall(ScreenSize size) {
    return size.columns() < LEAST_COLUMNS || size.rows() < LEAST_ROWS;
  }
}
