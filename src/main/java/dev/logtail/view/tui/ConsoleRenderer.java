package dev.logtail.view.tui;

import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.tui.Mode.Reading;

/**
 * What the console looks like. Pure but for the colours and labels that its look hands out once and
 * for all; takes as long as the screen is large, however much is held.
 */
public final class ConsoleRenderer {
  private final ConsoleLook look;

  public ConsoleRenderer(ConsoleLook look) {
    this.look = look;
  }

  Frame render(ConsoleState state, Scene scene) {
    ScreenSize size = state.display().size();
    Canvas canvas = new Canvas(size);
    if (ConsoleLayout.isTooSmall(size)) {
      return tooSmall(canvas);
    }
    ConsoleLayout layout = ConsoleLayout.of(state.display());
    new HeaderRow(look).draw(canvas, layout.header(), state, scene);
    if (state.mode() instanceof Reading reading) {
      Area page = ConsoleLayout.page(size);
      new HelpPage(look.theme()).draw(canvas, page, reading.scrolled());
    } else {
      body(canvas, layout, state, scene);
    }
    new StatusRow(look).draw(canvas, layout.status(), state, scene);
    return canvas.frame(layout.grid().isPresent() ? Area.NONE : layout.log());
  }

  private void body(Canvas canvas, ConsoleLayout layout, ConsoleState state, Scene scene) {
    if (!layout.workers().isEmpty()) {
      new WorkerPane(look).draw(canvas, layout.workers(), state, scene);
    }
    if (!layout.timeline().isEmpty()) {
      new TimelinePane(look).draw(canvas, layout.timeline(), state, scene.log());
    }
    if (layout.grid().isPresent()) {
      new GridPane(look).draw(canvas, layout.grid().get(), state, scene);
    } else if (scene.log().isEmpty()) {
      new EmptyLog(look).draw(canvas, layout.log(), state, scene);
    } else {
      new LogPane(look).draw(canvas, layout.log(), state, scene.log());
    }
    if (!layout.detail().isEmpty()) {
      new DetailPane(look).draw(canvas, layout.detail(), state, scene.log());
    }
  }

  private Frame tooSmall(Canvas canvas) {
    ScreenSize size = canvas.size();
    Area all = new Area(0, 0, size.rows(), size.columns());
    String needed = ConsoleLayout.LEAST_COLUMNS + "×" + ConsoleLayout.LEAST_ROWS;
    String[] lines = {"logtail needs " + needed, "this is " + size, "q quits"};
    for (int row = 0; row < lines.length; row++) {
      canvas.pen(all, row, 0).text(lines[row], look.theme().of(Part.STATUS));
    }
    return canvas.frame(Area.NONE);
  }
}
