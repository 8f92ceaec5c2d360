package dev.logtail.view.stats;

import dev.logtail.model.Severity;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Lays one table out: a name, right-aligned figures, and a bar in what is left of the width. Names
 * that are too long are cut, also where they are Chinese.
 */
final class StatsTable {
  private static final String OTHERS = "(others)";
  private static final String GAP = "  ";
  private static final int SHORTEST_BAR = 4;
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_NAME = 8;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /** One line: a name and its figures. */
  private record Line(StyledText name, List<String> figures, NameTable.Row row) {}

  private final Snapshot snapshot;
  private final Dimension dimension;
  private final int columns;
  private final Theme theme;

  StatsTable(Snapshot snapshot, Dimension dimension, int columns, Theme theme) {
    this.snapshot = snapshot;
    this.dimension = dimension;
    this.columns = columns;
    this.theme = theme;
  }

  /**
   * A line of headings and one for each name.
   *
   * @param names how a name is shown
   */
  List<StyledText> lines(NameTable table, Function<String, StyledText> names) {
    List<Line> lines = new ArrayList<>();
    table.rows().forEach(row -> lines.add(line(names.apply(row.name()), row)));
    if (table.others().records() > 0) {
      Style hint = theme.of(Theme.Part.HINT);
      lines.add(line(StyledText.of(OTHERS, hint), table.others()));
    }
    List<String> headings = headings();
    int[] widths = widths(headings, lines);
    int figures = 0;
    for (int width : widths) {
      figures += width + GAP.length();
    }
    String title = dimension.name().toUpperCase(Locale.ROOT);
    int longest = CellWidth.of(title);
    for (Line line : lines) {
      longest = Math.max(longest, CellWidth.of(line.name().plain()));
    }
    int name = Math.min(longest, Math.max(SHORTEST_NAME, columns - figures));
    int bar = Math.min(LONGEST_BAR, columns - figures - name - GAP.length());
    long most = lines.stream().mapToLong(line -> line.row().records()).max().orElse(1);
    List<StyledText> rows = new ArrayList<>();
    rows.add(heading(title, headings, name, widths));
    lines.forEach(line -> rows.add(row(line, name, widths, bar(line.row(), most, bar))));
    return rows;
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>(List.of("RECORDS", "SHARE", "RATE"));
    if (snapshot.interval().isPresent()) {
      headings.add("NOW");
    }
    if (dimension != Dimension.LEVEL) {
      headings.add("ERRORS");
    }
    return headings;
  }

  private Line line(StyledText name, NameTable.Row row) {
    List<String> figures = new ArrayList<>();
    figures.add(Figures.grouped(row.records()));
    figures.add(share(row));
    figures.add(Figures.rate(snapshot.rate(row.records())));
    if (snapshot.interval().isPresent()) {
      figures.add(Figures.rate(snapshot.recentRate(row.recent())));
    }
    if (dimension != Dimension.LEVEL) {
      figures.add(row.errors() == 0 ? "-" : Figures.grouped(row.errors()));
    }
    return new Line(name, figures, row);
  }

  private String share(NameTable.Row row) {
    double share = 100.0 * row.records() / Math.max(1, snapshot.sums().records());
    return share > 0 && share < 0.5 ? "<1%" : String.format(Locale.ROOT, "%.0f%%", share);
  }

  private static int[] widths(List<String> headings, List<Line> lines) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (Line line : lines) {
        widths[i] = Math.max(widths[i], line.figures().get(i).length());
      }
    }
    return widths;
  }

  private StyledText heading(String title, List<String> headings, int name, int[] widths) {
    StringBuilder line = new StringBuilder(CellWidth.cut(title, name));
    line.append(" ".repeat(name - CellWidth.of(line.toString())));
    for (int i = 0; i < widths.length; i++) {
      line.append(GAP).append(right(headings.get(i), widths[i]));
    }
    return StyledText.of(CellWidth.cut(line.toString(), columns), theme.of(Theme.Part.HINT));
  }

  private StyledText row(Line line, int name, int[] widths, String bar) {
    StyledText.Builder text = new StyledText.Builder();
    String shown = line.name().plain();
    String cut = CellWidth.of(shown) <= name ? shown : CellWidth.cut(shown, name - 1) + "…";
    Style style = line.name().runs().isEmpty() ? Style.PLAIN : line.name().runs().get(0).style();
    text.append(cut, style).append(" ".repeat(name - CellWidth.of(cut)), Style.PLAIN);
    for (int i = 0; i < widths.length; i++) {
      boolean errors = i == widths.length - 1 && line.row().errors() > 0;
      boolean alarming = errors && dimension != Dimension.LEVEL;
      text.append(GAP, Style.PLAIN)
          .append(
              right(line.figures().get(i), widths[i]),
              alarming ? theme.of(Severity.ERROR) : Style.PLAIN);
    }
    return bar.isEmpty() ? text.build() : text.append(GAP + bar, style).build();
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  /** As long as its share of the largest count, to an eighth of a cell. */
  private static String bar(NameTable.Row row, long most, int cells) {
    if (cells < SHORTEST_BAR) {
      return "";
    }
    long eighths = Math.max(1, Math.round(8.0 * cells * row.records() / most));
    String bar = "█".repeat((int) (eighths / 8));
    int rest = (int) (eighths % 8);
    return rest == 0 ? bar : bar + EIGHTHS.charAt(rest);
  }
}
