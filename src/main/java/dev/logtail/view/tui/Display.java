package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.terminal.ScreenSize;
import java.util.OptionalLong;

/**
 * How the console is laid out.
 *
 * @param column how many cells of the messages are hidden on the left
 * @param frozenAt while the picture is frozen: no entry from this number on is shown
 */
public record Display(
    ScreenSize size, Panes panes, Writing writing, int column, OptionalLong frozenAt) {
  static final int MOST_COLUMNS = 100_000;

  public Display {
    column = Math.max(0, Math.min(MOST_COLUMNS, column));
  }

  static Display initial(ScreenSize size) {
    return new Display(size, Panes.INITIAL, Writing.INITIAL, 0, OptionalLong.empty());
  }

  boolean isFrozen() {
    return frozenAt.isPresent();
  }

  Display withSize(ScreenSize newSize) {
    return new Display(newSize, panes, writing, column, frozenAt);
  }

  Display withPanes(Panes wanted) {
    return new Display(size, wanted, writing, column, frozenAt);
  }

  Display withWriting(Writing wanted) {
    return new Display(size, panes, wanted, wanted.wrap() ? 0 : column, frozenAt);
  }

  Display withColumn(int hidden) {
    return new Display(size, panes, writing, hidden, frozenAt);
  }

  Display renumbered(Renumbering moved) {
    return isFrozen() ? frozen(OptionalLong.of(moved.ofEnd(frozenAt.getAsLong()))) : this;
  }

  Display frozen(OptionalLong at) {
    return new Display(size, panes, writing, column, at);
  }
}
