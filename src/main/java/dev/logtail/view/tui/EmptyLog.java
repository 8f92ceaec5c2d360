package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import java.util.ArrayList;
import java.util.List;

/** Says why there is nothing to see, and which key leads out. */
final class EmptyLog {
  private static final int MARGIN = 2;

  private final ConsoleLook look;

  EmptyLog(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, Scene scene) {
    List<String> lines = lines(state, scene);
    List<StyledText> rows = new ArrayList<>();
    for (String line : lines) {
      Part part = rows.isEmpty() ? Part.STATUS : Part.HINT;
      StyledText text = StyledText.of(line, look.theme().of(part));
      rows.addAll(StyledRows.wrap(text, Math.max(1, area.columns() - 2 * MARGIN)));
    }
    int row = Math.max(0, (area.rows() - rows.size()) / 2);
    for (StyledText text : rows) {
      int column = Math.max(0, (area.columns() - CellWidth.of(text.plain())) / 2);
      canvas.pen(area, row++, column).text(text);
    }
  }

  private List<String> lines(ConsoleState state, Scene scene) {
    if (scene.log().held().size() > 0) {
      return nothingShown(state, scene.log());
    }
    ConsoleFigures figures = scene.figures();
    if (!scene.workers().isEmpty()) {
      return figures.connected() > 0
          ? List.of("connected, and nothing logged yet", "? lists the keys")
          : List.of("no worker is connected yet", "Tab, then ↓ ↑ show what keeps each of them");
    }
    if (figures.discoveryFailure().isEmpty()) {
      return List.of(
          "waiting for workers at " + look.safe(figures.source()), "R asks again · q quits");
    }
    return List.of(look.safe(figures.discoveryFailure()), "R asks again · q quits");
  }

  private List<String> nothingShown(ConsoleState state, LogView log) {
    if (!log.examined()) {
      return List.of("looking through " + Figures.count(log.held().size()) + " records …");
    }
    FilterSet filters = state.filters();
    if (state.display().isFrozen() && log.shown().count() > 0) {
      return List.of("paused, and what stood here is no longer held", "P goes on");
    }
    if (filters.text().isPresent()) {
      String typed = look.safe(filters.text().get().typed());
      return List.of(
          "nothing matches '" + CellWidth.cut(typed, 40) + "': Esc clears", "& changes the filter");
    }
    return filters.minimum() == Severity.NONE
        ? List.of("nothing from the workers that are switched on", "0 shows all workers")
        : List.of("nothing at " + filters.minimum() + " or above", "- shows more");
  }
}
