package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;
import java.util.Optional;

/**
 * Where things are on the screen.
 *
 * <pre>
 *   header
 *   ┌ workers ─┐ log
 *   │          │ detail        beside the log where there is room
 *   └──────────┘ timeline
 *   status
 * </pre>
 *
 * @param workers the worker pane with its frame; empty when it is not shown, as are the next two
 * @param log the log that the keys act on; in a grid the inside of its tile
 * @param grid the tiles, where there is a grid
 * @param detail the detail pane with its frame
 */
record ConsoleLayout(
    Area header,
    Area workers,
    Area log,
    Optional<TileGrid> grid,
    Area detail,
    Area timeline,
    Area status) {
  static final int LEAST_COLUMNS = 40;
  static final int LEAST_ROWS = 8;

  private static final int PANE_COLUMNS = 24;
  private static final int WIDE_PANE_COLUMNS = 29;
  private static final int WIDE = 110;
  private static final int LEAST_FOR_PANE = 76;
  private static final int LEAST_FOR_DETAIL_BESIDE = 120;
  private static final int LEAST_ROWS_FOR_DETAIL = 8;
  private static final int TIMELINE_ROWS = 3;
  private static final int LEAST_ROWS_FOR_TIMELINE = 9;

  static ConsoleLayout of(Display display) {
    int columns = display.size().columns();
    int rows = display.size().rows();
    Panes panes = display.panes();
    boolean pane = panes.workers() && columns >= LEAST_FOR_PANE;
    int left = !pane ? 0 : columns >= WIDE ? WIDE_PANE_COLUMNS : PANE_COLUMNS;
    Area body = new Area(1, left, rows - 2, columns - left);
    boolean timed = panes.timeline() && body.rows() >= LEAST_ROWS_FOR_TIMELINE;
    Area above = timed ? body.withoutLast(TIMELINE_ROWS) : body;
    Area detail = panes.detail() ? detail(above) : Area.NONE;
    boolean beside = detail.rows() == above.rows();
    Area log = beside ? above.leftOf(detail) : above.withoutLast(detail.rows());
    Optional<TileGrid> grid = panes.grid() ? TileGrid.of(log, panes.tiling()) : Optional.empty();
    return new ConsoleLayout(
        new Area(0, 0, 1, columns),
        pane ? new Area(1, 0, rows - 2, left) : Area.NONE,
        grid.map(TileGrid::log).orElse(log),
        grid,
        detail,
        timed ? body.last(TIMELINE_ROWS) : Area.NONE,
        new Area(rows - 1, 0, 1, columns));
  }

  /** Beside the log where that stays readable, else in the lower half, else nowhere. */
  private static Area detail(Area body) {
    if (body.columns() >= LEAST_FOR_DETAIL_BESIDE) {
      int columns = body.columns() * 2 / 5;
      return new Area(body.top(), body.left() + body.columns() - columns, body.rows(), columns);
    }
    return body.rows() >= LEAST_ROWS_FOR_DETAIL ? body.last((body.rows() + 1) / 2) : Area.NONE;
  }

  /** The rows between the first and the last, for a page that takes all of them. */
  static Area page(ScreenSize size) {
    return new Area(1, 0, size.rows() - 2, size.columns());
  }

  /** True when the console can't be shown at all. */
  static boolean isTooSmall(ScreenSize size) {
    return size.columns() < LEAST_COLUMNS || size.rows() < LEAST_ROWS;
  }
}
