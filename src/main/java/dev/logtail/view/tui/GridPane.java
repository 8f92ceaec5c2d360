package dev.logtail.view.tui;

import dev.logtail.model.Health;
import dev.logtail.model.Health.Condition;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A tile for each worker: the end of its log, and in one of them the place where one is.
 *
 * <pre>
 *   ┌ ● 002050·dragon ── 312/s ┐┌ ◌ 000002·yang ─ retry 4s ┐
 *   │ 14:30:25 INFO  Bar #1234 ││ connection refused       │
 *   └──────────────────────────┘└ tiles 1–2 of 14 ─────────┘
 * </pre>
 */
final class GridPane {
  private static final Set<Condition> CONNECTED =
      EnumSet.of(Condition.LIVE, Condition.QUIET, Condition.RESTARTED);

  private final ConsoleLook look;

  GridPane(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, TileGrid grid, ConsoleState state, Scene scene) {
    List<WorkerRow> workers = Tiling.shown(state.filters(), scene.workers());
    ConsoleState following = state.withPosition(new Position.Following());
    int tiles = Math.min(grid.tiles().size(), workers.size() - grid.first());
    for (int i = 0; i < tiles; i++) {
      WorkerRow worker = workers.get(grid.first() + i);
      boolean focus = i == grid.focused();
      Area tile = grid.tiles().get(i);
      String below = i == tiles - 1 ? page(grid.first(), tiles, workers.size()) : "";
      frame(canvas, tile, look.theme().of(focus ? Part.FOCUS : Part.FRAME), below);
      title(canvas, tile, worker, scene, focus);
      inside(canvas, tile.inside(), focus ? state : following, worker, scene);
    }
  }

  private static String page(int first, int tiles, int count) {
    return tiles == count
        ? ""
        : " tiles " + (first + 1) + "–" + (first + tiles) + " of " + count + " ";
  }

  private static void frame(Canvas canvas, Area area, Style line, String below) {
    int width = area.columns() - 2;
    String rest = "─".repeat(Math.max(0, width - CellWidth.of(below)));
    canvas.pen(area, 0, 0).text("┌" + "─".repeat(width) + "┐", line);
    for (int row = 1; row < area.rows() - 1; row++) {
      canvas.pen(area, row, 0).text("│", line);
      canvas.pen(area, row, width + 1).text("│", line);
    }
    canvas.pen(area, area.rows() - 1, 0).text("└" + below + rest + "┘", line);
  }

  private void title(Canvas canvas, Area area, WorkerRow worker, Scene scene, boolean focus) {
    WorkerKey key = worker.status().worker();
    String glyph = HealthWords.glyph(Health.of(worker.status(), scene.now()).condition());
    String brief = " " + HealthWords.brief(worker, scene.now()) + " ";
    int briefAt = area.columns() - 2 - CellWidth.of(brief);
    Area left = new Area(area.top(), area.left(), 1, briefAt);
    Style name = Style.PLAIN.foreground(look.palette().inkOf(key));
    Style style = look.theme().of(focus ? Part.TITLE : Part.STATUS);
    canvas
        .pen(left, 0, 1)
        .text(" " + glyph + " ", style)
        .text(look.labels().labelOf(key), focus ? name.with(Style.Attribute.BOLD) : name)
        .text(" ", style);
    canvas.pen(area, 0, briefAt + 1).text(brief, style);
  }

  private void inside(Canvas canvas, Area area, ConsoleState state, WorkerRow worker, Scene scene) {
    LogView log = scene.log().tile(worker.status().worker());
    if (!log.isEmpty()) {
      new LogPane(look).draw(canvas, area, state, log);
      return;
    }
    Area text = new Area(area.top(), area.left() + 1, area.rows(), area.columns() - 2);
    StyledText why = StyledText.of(why(state, worker, scene), look.theme().of(Part.HINT));
    int row = 0;
    for (StyledText line : StyledRows.wrap(why, Math.max(1, text.columns()))) {
      canvas.pen(text, row++, 0).text(line);
    }
  }

  private String why(ConsoleState state, WorkerRow worker, Scene scene) {
    if (!scene.log().examined()) {
      return "looking …";
    }
    Condition condition = Health.of(worker.status(), scene.now()).condition();
    if (!CONNECTED.contains(condition)) {
      return look.safe(HealthWords.sentence(worker, scene.now()));
    }
    return state.filters().isNone() ? "nothing logged yet" : "nothing shown: filters hide the rest";
  }
}
