package dev.logtail.view.tui;

import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the rows of a detail pane: named facts and headed parts, wrapped, with what is searched
 * for marked. However much a part holds, it takes a bounded number of rows.
 */
final class DetailRows {
  static final int MOST_ROWS = 2000;

  private static final int NAME_COLUMNS = 9;
  private static final int INDENT = 2;

  private final Theme theme;
  private final DetailFormat.Shape shape;
  private final List<StyledText> rows = new ArrayList<>();

  DetailRows(Theme theme, DetailFormat.Shape shape) {
    this.theme = theme;
    this.shape = shape;
  }

  List<StyledText> rows() {
    return rows;
  }

  /** A fact with its name; nothing where there is none. */
  void fact(String name, StyledText value) {
    if (!value.runs().isEmpty()) {
      String padded = name + " ".repeat(Math.max(1, NAME_COLUMNS - name.length()));
      indented(StyledText.of(padded, theme.of(Part.HINT)), padded.length(), List.of(value));
    }
  }

  /** A fact that is safe to show. */
  void fact(String name, String safe) {
    fact(name, StyledText.of(safe, Style.PLAIN));
  }

  /** Lines of which the first begins right of {@code name}. */
  void following(StyledText name, List<StyledText> lines) {
    List<StyledText> joined = new ArrayList<>(lines);
    joined.set(0, new StyledText.Builder().append(name).append(lines.get(0)).build());
    lines(joined);
  }

  /** Lines below their {@code name}. */
  void below(StyledText name, List<StyledText> lines) {
    lines(List.of(name));
    indented(StyledText.of(" ".repeat(INDENT), Style.PLAIN), INDENT, lines);
  }

  /** The line that a part begins with. */
  void heading(String title) {
    String begin = "── " + title + " ";
    String rule = "─".repeat(Math.max(0, shape.columns() - begin.length()));
    rows.add(StyledText.of(CellWidth.cut(begin + rule, shape.columns()), theme.of(Part.FRAME)));
  }

  void lines(List<StyledText> lines) {
    indented(StyledText.EMPTY, 0, lines);
  }

  /** A remark of the console's own. */
  void remark(String text) {
    lines(List.of(StyledText.of(text, theme.of(Part.NOTICE))));
  }

  private void indented(StyledText first, int indent, List<StyledText> lines) {
    StyledText begin = first;
    int end = rows.size() + MOST_ROWS;
    for (StyledText line : lines) {
      for (StyledText row :
          StyledRows.wrap(highlighted(line), Math.max(1, shape.columns() - indent))) {
        if (rows.size() >= end) {
          rows.add(StyledText.of("… (more lines)", theme.of(Part.NOTICE)));
          return;
        }
        rows.add(indent == 0 ? row : new StyledText.Builder().append(begin).append(row).build());
        begin = StyledText.of(" ".repeat(indent), Style.PLAIN);
      }
    }
  }

  private StyledText highlighted(StyledText text) {
    if (shape.search().isEmpty()) {
      return text;
    }
    TextPattern pattern = shape.search().get().pattern();
    return StyledRows.mark(text, pattern.spans(text.plain()), theme.of(Part.MATCH));
  }
}
