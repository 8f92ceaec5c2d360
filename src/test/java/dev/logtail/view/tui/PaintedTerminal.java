package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal that knows no grapheme clusters: it draws code point after code point, each as wide as
 * it believes. Understands what the console writes and fails for everything else.
 */
final class PaintedTerminal {
  private static final Pattern PIECE =
      Pattern.compile("\033\\[([?0-9;]*)([A-Za-z])|\033M|\n|[^\\p{Cc}]", Pattern.DOTALL);

  private final String[][] cells;
  private final IntUnaryOperator width;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int row;
  private int column;
  private int top;
  private int bottom;

  PaintedTerminal(ScreenSize size, IntUnaryOperator width) {
    this.cells = new String[size.rows()][size.columns()];
    this.width = width;
    this.bottom = size.rows() - 1;
    clear();
  }

  OutputStream output() {
    return written;
  }

  /** Obeys what was written since. */
  String[][] cells() {
    String text = written.toString(StandardCharsets.UTF_8);
    written.reset();
    Matcher piece = PIECE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!piece.find(at) || piece.start() != at) {
        throw new AssertionError("not understood: " + text.substring(at).codePointAt(0));
      }
      obey(piece);
      at = piece.end();
    }
    return cells;
  }

  private void obey(Matcher piece) {
    String text = piece.group();
    if (text.equals("\n")) {
      if (row == bottom) {
        scrollUp();
      } else {
        row++;
      }
    } else if (text.equals("\033M")) {
      if (row == top) {
        scrollDown();
      } else {
        row--;
      }
    } else if (piece.group(2) != null) {
      control(piece.group(1), piece.group(2).charAt(0));
    } else {
      draw(text);
    }
  }

  private void control(String words, char what) {
    String[] numbers = words.split(";", -1);
    switch (what) {
      case 'H' -> {
        row = Integer.parseInt(numbers[0]) - 1;
        column = Integer.parseInt(numbers[1]) - 1;
      }
      case 'r' -> {
        top = words.isEmpty() ? 0 : Integer.parseInt(numbers[0]) - 1;
        bottom = words.isEmpty() ? cells.length - 1 : Integer.parseInt(numbers[1]) - 1;
      }
      case 'J' -> clear();
      case 'm', 'h', 'l' -> {}
      default -> throw new AssertionError("not understood: " + what);
    }
  }

  private void clear() {
    for (String[] line : cells) {
      Arrays.fill(line, " ");
    }
  }

  private void scrollUp() {
    String[] gone = cells[top];
    System.arraycopy(cells, top + 1, cells, top, bottom - top);
    cells[bottom] = gone;
    Arrays.fill(gone, " ");
  }

  private void scrollDown() {
    String[] gone = cells[bottom];
    System.arraycopy(cells, top, cells, top + 1, bottom - top);
    cells[top] = gone;
    Arrays.fill(gone, " ");
  }

  private void draw(String point) {
    int cellsWide = width.applyAsInt(point.codePointAt(0));
    if (cellsWide == 0) {
      return;
    }
    String[] line = cells[row];
    column = Math.min(column, line.length - cellsWide);
    tear(line, column);
    tear(line, column + cellsWide - 1);
    line[column] = point;
    if (cellsWide == 2) {
      line[column + 1] = "";
    }
    column += cellsWide;
  }

  /** What is painted over by half is gone. */
  private static void tear(String[] line, int at) {
    if (line[at].isEmpty()) {
      line[at - 1] = " ";
      line[at] = " ";
    } else if (at + 1 < line.length && line[at + 1].isEmpty()) {
      line[at + 1] = " ";
      line[at] = " ";
    }
  }
}
