package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    if (Trouble.isBeginning(scene.workers())) {
      String count = Figures.count(scene.workers().size());
      return List.of("connecting to the workers: " + count, "Tab, then ↓ ↑ show each of them");
    }
    Optional<Trouble> trouble = Trouble.of(scene);
    if (trouble.isPresent()) {
      return told(trouble.get());
    }
    if (scene.workers().isEmpty()) {
      String source = look.safe(scene.figures().discovery().source());
      if (!scene.figures().discovery().begun()) {
        return List.of("finding the workers of " + source + " …", "q quits");
      }
      return List.of("waiting for workers at " + source, "none is listed · R asks again · q quits");
    }
    return List.of("connected, and nothing logged yet", "? lists the keys");
  }

  private List<String> told(Trouble trouble) {
    return Stream.of(trouble.what(), look.safe(trouble.detail()), trouble.wayOut() + " · q quits")
        .filter(line -> !line.isEmpty())
        .toList();
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
