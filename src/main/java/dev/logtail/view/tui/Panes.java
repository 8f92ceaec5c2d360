package dev.logtail.view.tui;

/**
 * What is wanted on the screen besides the log; a small terminal leaves some of it out.
 *
 * @param workers the worker pane
 * @param timeline how many records and errors came when
 * @param detail everything about the record that one is on
 * @param grid a tile for each worker instead of the merged log
 * @param tiling which tile has the keys
 */
record Panes(boolean workers, boolean timeline, boolean detail, boolean grid, Tiling tiling) {
  static final Panes INITIAL = new Panes(true, false, false, false, Tiling.NONE);

  Panes withWorkers(boolean wanted) {
    return new Panes(wanted, timeline, detail, grid, tiling);
  }

  Panes withTimeline(boolean wanted) {
    return new Panes(workers, wanted, detail, grid, tiling);
  }

  Panes withDetail(boolean wanted) {
    return new Panes(workers, timeline, wanted, grid, tiling);
  }

  Panes withGrid(boolean wanted) {
    return new Panes(workers, timeline, detail, wanted, tiling);
  }

  Panes withTiling(Tiling now) {
    return new Panes(workers, timeline, detail, grid, now);
  }
}
