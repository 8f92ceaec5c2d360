package dev.logtail.view.tui;

import dev.logtail.model.Health;
import dev.logtail.model.Health.Condition;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Style.Attribute;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import java.util.List;

/**
 * The workers, a row each.
 *
 * <pre>
 *   ┌ workers ───────────────┐
 *   │1● 002050·dragon 2! 12/s│
 *   │2◌ 000002·yang  retry 4s│
 *   │3○ 300347·idle    no url│
 *   └ 4 more, 1 ✕ ───────────┘
 * </pre>
 *
 * {@code 2!} are errors that nobody saw yet; {@code 1 ✕} says how many of those below need a look.
 */
final class WorkerPane {
  private static final int NUMBERED = 9;

  private final ConsoleLook look;

  WorkerPane(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, Scene scene) {
    boolean focus = state.mode() instanceof ChoosingWorker;
    Area inside = area.inside();
    List<WorkerRow> workers = scene.workers();
    int chosen = focus ? chosenRow(state, workers) : -1;
    int first = first(chosen, inside.rows(), workers.size());
    frame(canvas, area, focus, scene, first);
    for (int i = 0; i < inside.rows() && first + i < workers.size(); i++) {
      int row = first + i;
      Style over = row == chosen ? look.theme().of(Part.SELECTION) : Style.PLAIN;
      row(canvas.pen(inside, i, 0), state, scene, row, over);
    }
  }

  static int chosenRow(ConsoleState state, List<WorkerRow> workers) {
    int row = state.mode() instanceof ChoosingWorker choosing ? choosing.row() : 0;
    return Math.min(row, workers.size() - 1);
  }

  /** The chosen row stands in the middle, where there are rows enough on both sides. */
  private static int first(int chosen, int shown, int all) {
    return Math.max(0, Math.min(chosen - shown / 2, all - shown));
  }

  /** Whom the pane's keys act on, and how that worker is; safe to print, "" without workers. */
  String chosen(ConsoleState state, Scene scene) {
    int row = chosenRow(state, scene.workers());
    if (row < 0) {
      return "";
    }
    WorkerRow worker = scene.workers().get(row);
    WorkerKey key = worker.status().worker();
    String label = look.labels().labelOf(key);
    String whole = look.safe(key.value());
    return label
        + ": "
        + look.safe(HealthWords.sentence(worker, scene.now()))
        + (whole.equals(label) ? "" : " · " + whole);
  }

  private void frame(Canvas canvas, Area area, boolean focus, Scene scene, int first) {
    Style line = look.theme().of(focus ? Part.FOCUS : Part.FRAME);
    int width = area.columns() - 2;
    String above = first > 0 ? " " + first + " above " : "";
    String top = "┌ workers " + "─".repeat(Math.max(0, width - 9 - above.length())) + above + "┐";
    rule(canvas, area, 0, top, line);
    for (int row = 1; row < area.rows() - 1; row++) {
      canvas.pen(area, row, 0).text("│", line);
      canvas.pen(area, row, width + 1).text("│", line);
    }
    String more = below(scene, first + area.inside().rows());
    String rest = "─".repeat(Math.max(0, width - more.length()));
    rule(canvas, area, area.rows() - 1, "└" + more + rest + "┘", line);
  }

  /** For example {@code 12 more, 3 in trouble}. */
  private static String below(Scene scene, int end) {
    int size = scene.workers().size();
    if (end >= size) {
      return "";
    }
    long bad =
        scene.workers().subList(end, size).stream()
            .filter(row -> Health.of(row.status(), scene.now()).condition().isTrouble())
            .count();
    return " " + (size - end) + " more" + (bad > 0 ? ", " + bad + " ✕" : "") + " ";
  }

  private static void rule(Canvas canvas, Area area, int row, String text, Style style) {
    canvas.pen(area, row, 0).text(text, style);
  }

  private void row(Canvas.Pen pen, ConsoleState state, Scene scene, int index, Style over) {
    WorkerRow worker = scene.workers().get(index);
    WorkerKey key = worker.status().worker();
    boolean selected = over.attributes().contains(Attribute.REVERSE);
    Style plain = selected ? over : Style.PLAIN;
    Style dim = selected ? over : look.theme().of(Part.TIME);
    boolean shown = state.filters().workers().shows(key);
    Style name =
        shown && !selected ? Style.PLAIN.foreground(look.palette().inkOf(key)) : shown ? over : dim;
    Condition health = Health.of(worker.status(), scene.now()).condition();
    String brief = HealthWords.brief(worker, scene.now());
    String unseen = worker.unseen() > 0 ? Figures.few(worker.unseen()) + "! " : "";
    int nameColumns = Math.max(1, pen.left() - 4 - CellWidth.of(unseen) - CellWidth.of(brief));
    pen.text(index < NUMBERED ? String.valueOf(index + 1) : " ", dim)
        .text(HealthWords.glyph(health), selected ? over : glyphStyle(health))
        .text(" ", plain)
        .column(name(key, nameColumns), nameColumns, name)
        .text(" ", plain)
        .text(unseen, selected ? over : look.theme().of(Severity.ERROR))
        .text(brief, shown ? plain : dim);
  }

  private String name(WorkerKey key, int columns) {
    String label = look.labels().labelOf(key);
    return CellWidth.of(label) <= columns ? label : CellWidth.cut(label, columns - 1) + "…";
  }

  private Style glyphStyle(Condition condition) {
    return switch (condition) {
      case LIVE, QUIET -> look.theme().of(Severity.DEBUG);
      case REFUSED, FAILED, DEAD -> look.theme().of(Severity.CRITICAL);
      case RETRYING, STALLED, RESTARTED -> look.theme().of(Severity.WARNING);
      case CONNECTING, NO_STREAM, GONE -> look.theme().of(Part.TIME);
    };
  }
}
