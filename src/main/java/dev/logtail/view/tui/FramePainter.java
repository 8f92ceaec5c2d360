package dev.logtail.view.tui;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.logtail.view.terminal.ColorDepth;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws frames on a Lanterna terminal: only what has changed, and a log that has moved by whole
 * lines as a scroll. Everything is drawn only at the start, after a resize, and when asked for.
 * View thread only, but for {@link #forget()}.
 */
final class FramePainter {
  /** New graphemes that one frame may bring; a frame with more is drawn anew as a whole. */
  private static final int NEW_TOKENS = 2048;

  private final Terminal terminal;
  private final GraphemeTokens tokens;
  private final CellPainter painter;
  private @Nullable SteadyScreen screen;
  private @Nullable Frame shown;
  private volatile boolean whole = true;

  FramePainter(Terminal terminal, GraphemeTokens tokens, ColorDepth depth) {
    this.terminal = terminal;
    this.tokens = tokens;
    this.painter = new CellPainter(tokens, depth);
  }

  /** Takes the terminal's screen over. */
  void start() throws IOException {
    if (screen == null) {
      screen = new SteadyScreen(terminal, tokens);
    }
    screen.startScreen();
    forget();
  }

  /** Gives the terminal's screen back. */
  void stop() throws IOException {
    if (screen != null) {
      screen.stopScreen(false);
    }
  }

  /** Lets the next frame be drawn whole; any thread. */
  void forget() {
    whole = true;
  }

  void show(Frame frame) throws IOException {
    SteadyScreen target = opened();
    terminal.getTerminalSize();
    boolean resized = target.doResizeIfNecessary() != null;
    boolean full = tokens.isNearlyFull(NEW_TOKENS);
    if (full) {
      tokens.clear();
      painter.clear();
    }
    boolean complete = whole || resized || full;
    whole = false;
    if (!complete && shown != null) {
      scroll(target, shown, frame);
    }
    fill(target, frame);
    target.setCursorPosition(
        frame.cursor().map(spot -> new TerminalPosition(spot.column(), spot.row())).orElse(null));
    target.refresh(complete);
    shown = frame;
  }

  private SteadyScreen opened() {
    if (screen == null) {
      throw new IllegalStateException("the screen has not been taken over");
    }
    return screen;
  }

  private static void scroll(SteadyScreen target, Frame before, Frame after) throws IOException {
    int distance = ScrollFinder.distance(before, after);
    if (distance != 0) {
      target.scrollNow(after.log().top(), after.log().bottom() - 1, distance);
    }
  }

  private void fill(Screen target, Frame frame) {
    for (int row = 0; row < frame.rows().size(); row++) {
      List<Cell> cells = frame.rows().get(row);
      for (int column = 0; column < cells.size(); column++) {
        target.setCharacter(column, row, painter.paint(cells.get(column)));
      }
    }
  }
}
