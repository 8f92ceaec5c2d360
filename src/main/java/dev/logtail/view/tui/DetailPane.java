package dev.logtail.view.tui;

import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.Mode.Inspecting;
import java.util.Optional;

/**
 * All about the record that one is on.
 *
 * <pre>
 *   ┌ 002050·dragon WARN 14:30:25.123 ──────┐
 *   │worker   user123_002050.SZ_hidden_drag…│
 *   │time     2026-02-01T14:30:25.123+08:00 │
 *   └ 1–2 of 17 ────────────────────────────┘
 * </pre>
 */
final class DetailPane {
  private static final String NOTHING = "there is no record";

  private final ConsoleLook look;

  DetailPane(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, LogView log) {
    Style line = look.theme().of(state.mode() instanceof Inspecting ? Part.FOCUS : Part.FRAME);
    frame(canvas, area, line);
    Optional<DetailPage> page = Inspection.page(state, log);
    if (page.isPresent()) {
      page(canvas, area, page.get(), Inspection.scrolled(state, page.get()), line);
    } else {
      canvas.pen(area.inside(), 0, 0).text(NOTHING, look.theme().of(Part.HINT));
    }
  }

  private static void frame(Canvas canvas, Area area, Style line) {
    String rule = "─".repeat(Math.max(0, area.columns() - 2));
    int last = area.rows() - 1;
    canvas.pen(area, 0, 0).text("┌" + rule + "┐", line);
    for (int row = 1; row < last; row++) {
      canvas.pen(area, row, 0).text("│", line);
      canvas.pen(area, row, area.columns() - 1).text("│", line);
    }
    canvas.pen(area, last, 0).text("└" + rule + "┘", line);
  }

  private static void page(Canvas canvas, Area area, DetailPage page, int scrolled, Style line) {
    Area edge = new Area(area.top(), area.left() + 1, area.rows(), area.columns() - 2);
    int room = edge.columns() - 2;
    if (CellWidth.of(page.title().plain()) <= room) {
      canvas.pen(edge, 0, 0).text(" ", line).text(page.title()).text(" ", line);
    }
    Area inside = area.inside();
    int end = Math.min(page.rows().size(), scrolled + inside.rows());
    for (int row = scrolled; row < end; row++) {
      canvas.pen(inside, row - scrolled, 0).text(page.rows().get(row));
    }
    String shown =
        " " + (scrolled + 1) + "–" + end + " of " + Figures.count(page.rows().size()) + " ";
    canvas.pen(edge, area.rows() - 1, 0).text(CellWidth.cut(shown, edge.columns()), line);
  }
}
