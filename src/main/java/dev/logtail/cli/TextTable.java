package dev.logtail.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Words and what they mean, in lines of at most 79 columns: a manual page puts a blank before them.
 */
final class TextTable {
  private static final int COLUMNS = 79;

  private TextTable() {}

  /** Two columns, the second one broken into lines. */
  static List<String> of(Map<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
    return rows.entrySet().stream()
        .flatMap(row -> row(row.getKey(), row.getValue(), width))
        .toList();
  }

  private static Stream<String> row(String name, String text, int width) {
    List<String> lines = wrapped(text, COLUMNS - width);
    String first = "  " + name.strip() + " ".repeat(width - 2 - name.strip().length());
    return Stream.concat(
        Stream.of(first + lines.get(0)),
        lines.stream().skip(1).map(line -> " ".repeat(width) + line));
  }

  private static List<String> wrapped(String text, int columns) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (String word : text.split(" ", -1)) {
      if (at > 0 && at + 1 + word.length() > columns) {
        out.append('\n');
        at = 0;
      }
      out.append(at == 0 ? "" : " ").append(word);
      at += word.length() + (at == 0 ? 0 : 1);
    }
    return out.toString().lines().toList();
  }
}
