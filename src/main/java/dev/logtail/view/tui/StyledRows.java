package dev.logtail.view.tui;

import dev.logtail.pipeline.filter.TextPattern.Span;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.StyledText.Run;
import java.util.ArrayList;
import java.util.List;

/** Marks stretches of styled text, and breaks it into rows. */
final class StyledRows {
  private StyledRows() {}

  /** {@code text} with {@code spans}, which are in order and apart, in another style. */
  static StyledText mark(StyledText text, List<Span> spans, Style style) {
    if (spans.isEmpty()) {
      return text;
    }
    StyledText.Builder marked = new StyledText.Builder();
    int start = 0;
    for (Run run : text.runs()) {
      markRun(marked, run, start, spans, style);
      start += run.text().length();
    }
    return marked.build();
  }

  private static void markRun(
      StyledText.Builder out, Run run, int start, List<Span> spans, Style style) {
    int done = 0;
    int length = run.text().length();
    for (Span span : spans) {
      int from = Math.max(done, Math.min(length, span.start() - start));
      int to = Math.max(from, Math.min(length, span.end() - start));
      out.append(run.text().substring(done, from), run.style());
      out.append(run.text().substring(from, to), style);
      done = to;
    }
    out.append(run.text().substring(done), run.style());
  }

  /** {@code text} with what looks like {@code from} looking like {@code to}. */
  static StyledText restyle(StyledText text, Style from, Style to) {
    StyledText.Builder restyled = new StyledText.Builder();
    for (Run run : text.runs()) {
      restyled.append(run.text(), run.style().equals(from) ? to : run.style());
    }
    return restyled.build();
  }

  /** {@code text} in rows of at most {@code columns} cells; at least one row. */
  static List<StyledText> wrap(StyledText text, int columns) {
    List<StyledText> rows = new ArrayList<>();
    StyledText.Builder row = new StyledText.Builder();
    int used = 0;
    for (Run run : text.runs()) {
      for (String piece : pieces(run.text())) {
        int width = CellWidth.of(piece);
        if (used + width > columns && used > 0) {
          rows.add(row.build());
          row = new StyledText.Builder();
          used = 0;
        }
        row.append(piece, run.style());
        used += width;
      }
    }
    rows.add(row.build());
    return rows;
  }

  private static List<String> pieces(String text) {
    return SafeText.isInert(text)
        ? text.chars().mapToObj(Character::toString).toList()
        : CellWidth.graphemes(text);
  }
}
