package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.ConsoleFigures.Losses;

/** The first row: where from, how much, and everything that keeps entries from being seen. */
final class HeaderRow {
  private static final int WIDE = 100;

  private final ConsoleLook look;

  HeaderRow(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, Scene scene) {
    StyledText right = right(state);
    int rightColumns = CellWidth.of(right.plain());
    Area leftArea = new Area(area.top(), area.left(), 1, area.columns() - rightColumns - 1);
    canvas.pen(leftArea, 0, 1).text(left(scene.figures(), area.columns() >= WIDE));
    canvas.pen(area, 0, Math.max(0, area.columns() - rightColumns)).text(right);
  }

  private StyledText left(ConsoleFigures figures, boolean wide) {
    Style status = look.theme().of(Part.STATUS);
    boolean failing = !figures.discovery().failure().isEmpty();
    StyledText.Builder text = new StyledText.Builder();
    text.append("logtail  ", look.theme().of(Part.TITLE));
    if (wide) {
      text.append(
          look.safe(figures.discovery().source()),
          failing ? look.theme().of(Part.TROUBLE) : status);
      text.append(failing ? " not answering · " : " · ", status);
    }
    text.append(figures.connected() + "/" + figures.total() + " connected · ", status);
    text.append(Figures.rate(figures.recordsPerSecond()) + " rec/s · ", status);
    Style lost = figures.losses().isNone() ? status : look.theme().of(Part.TROUBLE);
    return text.append(losses(figures.losses()), lost).build();
  }

  /** For example {@code 0 lost}, {@code 17 lost}, {@code 1 gap}, {@code 17 lost · 3 gaps}. */
  private static String losses(Losses losses) {
    String gaps = Figures.count(losses.gaps()) + (losses.gaps() == 1 ? " gap" : " gaps");
    String dropped = Figures.count(losses.dropped()) + " lost";
    if (losses.gaps() == 0) {
      return dropped;
    }
    return losses.dropped() == 0 ? gaps : dropped + " · " + gaps;
  }

  private StyledText right(ConsoleState state) {
    Style status = look.theme().of(Part.STATUS);
    StyledText.Builder text = new StyledText.Builder();
    FilterSet filters = state.filters();
    if (filters.extent().off() && !filters.isEmpty()) {
      text.append("[filters off] ", look.theme().of(Part.TITLE));
    } else {
      filters(text, filters, status);
    }
    return text.append(motion(state), look.theme().of(Part.TITLE)).append(" ", status).build();
  }

  private void filters(StyledText.Builder text, FilterSet filters, Style status) {
    if (filters.minimum() != Severity.NONE) {
      text.append("[level≥" + filters.minimum() + "] ", status);
    }
    filters.text().ifPresent(query -> text.append("[& " + shortened(query.typed()) + "] ", status));
    filters
        .matchesOf()
        .ifPresent(query -> text.append("[/ " + shortened(query.typed()) + "] ", status));
    filters
        .workers()
        .solo()
        .ifPresent(
            worker ->
                text.append("[only ", status)
                    .append(
                        shortened(look.labels().labelOf(worker)),
                        status.foreground(look.palette().inkOf(worker)))
                    .append("] ", status));
    int hidden = filters.workers().hidden().size();
    if (filters.workers().solo().isEmpty() && hidden > 0) {
      text.append("[" + hidden + " hidden] ", status);
    }
    if (filters.extent().context() > 0 && !filters.isEmpty()) {
      text.append("[±" + filters.extent().context() + "] ", status);
    }
  }

  private String shortened(String typed) {
    String safe = look.safe(typed);
    String cut = CellWidth.cut(safe, 20);
    return cut.equals(safe) ? safe : cut + "…";
  }

  private static String motion(ConsoleState state) {
    if (state.display().isFrozen()) {
      return "PAUSED";
    }
    return state.isFollowing() ? "FOLLOW" : "SCROLL";
  }
}
