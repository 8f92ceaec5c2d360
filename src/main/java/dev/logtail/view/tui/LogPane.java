package dev.logtail.view.tui;

import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import java.util.OptionalLong;

/** The merged log, as much of it as fits. */
final class LogPane {
  /** Columns left of the records. */
  static final int GUTTER = 1;

  private final ConsoleLook look;

  LogPane(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, LogView log) {
    Scroller scroller = new Scroller(log, area.rows());
    LogLine top = scroller.top(state.position());
    OptionalLong selected =
        state.isFollowing() ? OptionalLong.empty() : new Navigation(state, log).selected();
    Area records = new Area(area.top(), area.left() + GUTTER, area.rows(), area.columns() - GUTTER);
    OptionalLong entry = log.atOrAfter(top.entry());
    int line = top.line();
    int row = 0;
    while (row < area.rows() && entry.isPresent()) {
      long number = entry.getAsLong();
      boolean here = selected.equals(entry);
      RecordLayout record = here ? dressed(log.layout(number)) : log.layout(number);
      gutter(canvas, area, row, here, state.bookmarks().has(number));
      for (; line < record.rows().size() && row < area.rows(); line++) {
        row(canvas, records, row, record, line, state.display());
        row++;
      }
      line = 0;
      entry = log.atOrAfter(number + 1);
    }
  }

  /** Left of a record's first row on the screen: a bookmark, or where one is. */
  private void gutter(Canvas canvas, Area area, int row, boolean here, boolean bookmarked) {
    String sign = bookmarked ? "◆" : here ? "▌" : " ";
    canvas.pen(area, row, 0).text(sign, look.theme().of(here ? Part.FOCUS : Part.MARK));
  }

  private void row(
      Canvas canvas, Area area, int row, RecordLayout record, int line, Display display) {
    int indent = record.indent();
    if (line == 0) {
      Area left = new Area(area.top(), area.left(), area.rows(), indent - 1);
      canvas.pen(left, row, 0).text(record.prefix());
    } else if (indent > 0) {
      canvas.pen(area, row, indent - 1).text("│", look.theme().of(Part.CONTINUATION));
    }
    canvas.pen(area, row, indent).skip(display.column()).text(record.rows().get(line));
  }

  /** The record that one is on stands out. */
  private RecordLayout dressed(RecordLayout record) {
    Style match = look.theme().of(Part.MATCH);
    Style here = look.theme().of(Part.CURRENT_MATCH);
    StyledText prefix =
        StyledRows.restyle(
            record.prefix(), look.theme().of(Part.TIME), look.theme().of(Part.SELECTION));
    return new RecordLayout(
        StyledRows.restyle(prefix, match, here),
        record.indent(),
        record.rows().stream().map(text -> StyledRows.restyle(text, match, here)).toList());
  }
}
