package dev.logtail.view.tui;

import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.terminal.ScreenSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Draws safe text into cells. Nothing that is drawn can leave its row or its bounds; a wide
 * character that would be cut in half is left out and its cell stays blank. For one thread.
 */
final class Canvas {
  private final ScreenSize size;
  private final Cell[][] cells;
  private Optional<Frame.Spot> cursor = Optional.empty();

  Canvas(ScreenSize size) {
    this.size = size;
    this.cells = new Cell[size.rows()][size.columns()];
    for (Cell[] row : cells) {
      Arrays.fill(row, Cell.BLANK);
    }
  }

  ScreenSize size() {
    return size;
  }

  /** Blanks a row of {@code area} in {@code style}. */
  void fill(Area area, int row, Style style) {
    Cell blank = new Cell(" ", style);
    int y = area.top() + row;
    if (row < 0 || row >= area.rows() || y >= size.rows()) {
      return;
    }
    Arrays.fill(cells[y], area.left(), end(area), blank);
  }

  private int end(Area area) {
    return Math.min(size.columns(), area.left() + area.columns());
  }

  /** A pen at {@code column} of {@code row} of {@code area}, which it never leaves. */
  Pen pen(Area area, int row, int column) {
    boolean outside = row < 0 || row >= area.rows() || area.top() + row >= size.rows();
    return new Pen(
        cells[outside ? 0 : area.top() + row], area.left() + column, outside ? 0 : end(area));
  }

  void showCursor(int row, int column) {
    cursor = Optional.of(new Frame.Spot(row, Math.min(column, size.columns() - 1)));
  }

  Frame frame(Area log) {
    List<List<Cell>> rows = new ArrayList<>(cells.length);
    for (Cell[] row : cells) {
      rows.add(List.of(row));
    }
    return new Frame(size, rows, cursor, log);
  }

  /** Writes from left to right within one row. */
  static final class Pen {
    private final Cell[] row;
    private final int start;
    private final int end;
    private int at;
    private int hidden;

    private Pen(Cell[] row, int at, int end) {
      this.row = row;
      this.start = at;
      this.at = at;
      this.end = end;
    }

    /** The column of the screen that would be written next. */
    int column() {
      return at;
    }

    /** How many cells are left. */
    int left() {
      return Math.max(0, end - at);
    }

    /** Lets the first {@code columns} cells of what comes disappear, as if scrolled to the left. */
    Pen skip(int columns) {
      hidden = columns;
      return this;
    }

    Pen text(StyledText text) {
      for (StyledText.Run run : text.runs()) {
        if (at >= end) {
          break;
        }
        text(run.text(), run.style());
      }
      return this;
    }

    /** Writes {@code text}, which must be safe. */
    Pen text(String text, Style style) {
      if (SafeText.isInert(text)) {
        independent(text, style);
      } else {
        for (String grapheme : CellWidth.graphemes(text)) {
          put(grapheme, CellWidth.of(grapheme), style);
        }
      }
      return this;
    }

    private void independent(String text, Style style) {
      for (int i = 0; i < text.length() && at < end; i++) {
        char c = text.charAt(i);
        String grapheme = String.valueOf(c);
        put(grapheme, c < 0x300 ? 1 : CellWidth.of(grapheme), style);
      }
    }

    /** Writes {@code text} padded or cut to {@code columns}. */
    Pen column(String text, int columns, Style style) {
      int stop = Math.min(end, at + columns);
      String fitting = CellWidth.cut(text, Math.max(0, stop - at));
      text(fitting, style);
      while (at < stop) {
        put(" ", 1, style);
      }
      return this;
    }

    private void put(String grapheme, int width, Style style) {
      if (width == 0) {
        attach(grapheme);
      } else if (hidden > 0) {
        hide(width, style);
      } else if (at + width <= end) {
        row[at++] = new Cell(grapheme, style);
        for (int i = 1; i < width; i++) {
          row[at++] = new Cell("", style);
        }
      } else {
        at = end;
      }
    }

    /** A mark without a base of its own goes on the cell before, where that can carry it. */
    private void attach(String mark) {
      if (at == start || at > end || hidden > 0 || row[at - 1].grapheme().isBlank()) {
        return;
      }
      String together = row[at - 1].grapheme() + mark;
      if (CellWidth.of(together) == 1) {
        row[at - 1] = new Cell(together, row[at - 1].style());
      }
    }

    private void hide(int width, Style style) {
      hidden -= width;
      while (hidden < 0) {
        hidden++;
        put(" ", 1, style);
      }
    }
  }
}
