package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Style.Attribute;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The workers, a row each.
 *
 * <pre>
 *   ┌ workers ───────────────┐
 *   │1● 002050·dragon   312/s│
 *   │2◌ 000002·yang  retry 4s│
 *   │3○ 300347·idle    no url│
 *   └────────────────────────┘
 * </pre>
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
    int first = Math.max(0, chosen - inside.rows() + 1);
    frame(canvas, area, focus, workers.size() - first - inside.rows());
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

  private void frame(Canvas canvas, Area area, boolean focus, int below) {
    Style line = look.theme().of(focus ? Part.FOCUS : Part.FRAME);
    int width = area.columns() - 2;
    rule(canvas, area, 0, "┌ workers " + "─".repeat(Math.max(0, width - 9)) + "┐", line);
    for (int row = 1; row < area.rows() - 1; row++) {
      canvas.pen(area, row, 0).text("│", line);
      canvas.pen(area, row, width + 1).text("│", line);
    }
    String more = below > 0 ? " " + below + " more " : "";
    String rest = "─".repeat(Math.max(0, width - more.length()));
    rule(canvas, area, area.rows() - 1, "└" + more + rest + "┘", line);
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
    String condition = condition(worker, scene.now());
    int nameColumns = Math.max(1, pen.left() - 3 - CellWidth.of(condition) - 1);
    pen.text(index < NUMBERED ? String.valueOf(index + 1) : " ", dim)
        .text(glyph(worker.status().phase()), selected ? over : glyphStyle(worker.status().phase()))
        .text(" ", plain)
        .column(name(key, nameColumns), nameColumns, name)
        .text(" ", plain)
        .text(condition, shown ? plain : dim);
  }

  private String name(WorkerKey key, int columns) {
    String label = look.labels().labelOf(key);
    return CellWidth.of(label) <= columns ? label : CellWidth.cut(label, columns - 1) + "…";
  }

  private static String glyph(Phase phase) {
    return switch (phase) {
      case LIVE -> "●";
      case CONNECTING -> "◐";
      case RETRYING -> "◌";
      case FAILED -> "✕";
      case NO_STREAM, GONE -> "○";
    };
  }

  private Style glyphStyle(Phase phase) {
    return switch (phase) {
      case LIVE -> look.theme().of(Severity.DEBUG);
      case FAILED -> look.theme().of(Severity.CRITICAL);
      case RETRYING -> look.theme().of(Severity.WARNING);
      case CONNECTING, NO_STREAM, GONE -> look.theme().of(Part.TIME);
    };
  }

  private static String condition(WorkerRow row, Instant now) {
    WorkerStatus status = row.status();
    return switch (status.phase()) {
      case LIVE -> Figures.rate(row.rate()) + "/s";
      case CONNECTING -> "connecting";
      case RETRYING -> "retry " + seconds(now, status.nextTry()) + "s";
      case FAILED -> "failed";
      case NO_STREAM -> "no url";
      case GONE -> "gone";
    };
  }

  private static long seconds(Instant now, Instant then) {
    long millis = Duration.between(now, then).toMillis();
    return Math.max(0, (millis + 999) / 1000);
  }
}
