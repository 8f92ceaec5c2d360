package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.terminal.ScreenSize;
import java.util.OptionalLong;

/**
 * How the console is laid out.
 *
 * @param workerPane whether the worker pane is wanted; a narrow terminal leaves it out
 * @param wrap whether long lines go on in the next row instead of off the screen
 * @param column how many cells of the messages are hidden on the left
 * @param frozenAt while the picture is frozen: no entry from this number on is shown
 */
public record Display(
    ScreenSize size,
    boolean workerPane,
    boolean wrap,
    TimeStyle time,
    int column,
    OptionalLong frozenAt) {
  static final int MOST_COLUMNS = 100_000;

  public Display {
    column = Math.max(0, Math.min(MOST_COLUMNS, column));
  }

  static Display initial(ScreenSize size) {
    return new Display(size, true, false, TimeStyle.SHORT, 0, OptionalLong.empty());
  }

  boolean isFrozen() {
    return frozenAt.isPresent();
  }

  Display withSize(ScreenSize newSize) {
    return new Display(newSize, workerPane, wrap, time, column, frozenAt);
  }

  Display withWorkerPane(boolean shown) {
    return new Display(size, shown, wrap, time, column, frozenAt);
  }

  Display withWrap(boolean wrapped) {
    return new Display(size, workerPane, wrapped, time, 0, frozenAt);
  }

  /** With the next way to write times. */
  Display withNextTime() {
    return withTime(
        switch (time) {
          case SHORT -> TimeStyle.FULL;
          case FULL -> TimeStyle.UTC;
          case UTC, EPOCH -> TimeStyle.NONE;
          case NONE -> TimeStyle.SHORT;
        });
  }

  private Display withTime(TimeStyle format) {
    return new Display(size, workerPane, wrap, format, column, frozenAt);
  }

  Display withColumn(int hidden) {
    return new Display(size, workerPane, wrap, time, hidden, frozenAt);
  }

  Display renumbered(Renumbering moved) {
    return isFrozen() ? frozen(OptionalLong.of(moved.ofEnd(frozenAt.getAsLong()))) : this;
  }

  Display frozen(OptionalLong at) {
    return new Display(size, workerPane, wrap, time, column, at);
  }
}
