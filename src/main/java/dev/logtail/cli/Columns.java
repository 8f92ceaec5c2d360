package dev.logtail.cli;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays words out in columns that are as wide as their widest word, also where it is Chinese. */
final class Columns {
  private static final String GAP = "  ";

  private Columns() {}

  /** A line a row, safe to print; all rows have as many cells as the first. */
  static List<String> aligned(List<List<String>> rows) {
    return aligned(rows, Integer.MAX_VALUE);
  }

  /** The same, where a word that is wider than {@code most} moves only what follows it. */
  static List<String> aligned(List<List<String>> rows, int most) {
    SafeText safe = new SafeText(AnsiPolicy.STRIP);
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(safe::plain).toList()).toList();
    int columns = cells.isEmpty() ? 0 : cells.get(0).size();
    List<Integer> widths =
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    cells.stream()
                        .mapToInt(row -> CellWidth.of(row.get(i)))
                        .filter(width -> width <= most)
                        .max()
                        .orElse(0))
            .toList();
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> padded(row.get(i), widths.get(i)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(Math.max(0, width - CellWidth.of(cell)));
  }
}
