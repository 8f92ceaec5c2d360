package dev.logtail.view.terminal;

/** How many character cells a terminal has; never less than one each way. */
public record ScreenSize(int columns, int rows) {
  public ScreenSize {
    columns = Math.max(1, columns);
    rows = Math.max(1, rows);
  }

  @Override
  public String toString() {
    return columns + "×" + rows;
  }
}
