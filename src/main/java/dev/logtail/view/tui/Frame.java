package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole picture of the console. A grapheme that is two cells wide is followed by one cell with
 * the grapheme "".
 *
 * @param rows as many lists as the screen has rows, each with as many cells as it has columns
 * @param cursor where the cursor is to be seen, if anywhere
 * @param log where the log is: what moves here by whole lines can be scrolled
 */
public record Frame(ScreenSize size, List<List<Cell>> rows, Optional<Spot> cursor, Area log) {
  /** One cell's place, from the top left. */
  public record Spot(int row, int column) {}

  public Frame {
    rows = List.copyOf(rows);
  }

  /** The text of the rows, without what is blank at their ends. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder();
      row.forEach(cell -> line.append(cell.grapheme()));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
