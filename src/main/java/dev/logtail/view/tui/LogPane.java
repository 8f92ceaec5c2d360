package dev.logtail.view.tui;

import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.Position.At;
import java.util.OptionalLong;

/** The merged log, as much of it as fits. */
final class LogPane {
  private final ConsoleLook look;

  LogPane(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, LogView log) {
    Scroller scroller = new Scroller(log, area.rows());
    At top = scroller.top(state.position());
    OptionalLong entry = log.atOrAfter(top.entry());
    int line = top.line();
    int row = 0;
    while (row < area.rows() && entry.isPresent()) {
      long number = entry.getAsLong();
      RecordLayout record = dressed(log.layout(number), state.current(), number);
      for (; line < record.rows().size() && row < area.rows(); line++) {
        row(canvas, area, row, record, line, state.display());
        row++;
      }
      line = 0;
      entry = log.atOrAfter(number + 1);
    }
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

  /** The record that a jump went to stands out. */
  private RecordLayout dressed(RecordLayout record, OptionalLong current, long number) {
    if (current.isEmpty() || current.getAsLong() != number) {
      return record;
    }
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
