package dev.logtail.view.tui;

/**
 * What is wanted on the screen besides the log; a small terminal leaves some of it out.
 *
 * @param workers the worker pane
 * @param timeline how many records and errors came when
 * @param detail everything about the record that one is on
 * @param grid a tile for each worker instead of the merged log
 */
record Panes(boolean workers, boolean timeline, boolean detail, boolean grid) {
  static final Panes INITIAL = new Panes(true, false, false, false);

  Panes withWorkers(boolean wanted) {
    return new Panes(wanted, timeline, detail, grid);
  }

  Panes withTimeline(boolean wanted) {
    return new Panes(workers, wanted, detail, grid);
  }

  Panes withDetail(boolean wanted) {
    return new Panes(workers, timeline, wanted, grid);
  }

  Panes withGrid(boolean wanted) {
    return new Panes(workers, timeline, detail, wanted);
  }
}
