package dev.logtail.view.tui;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.terminal.TerminalSession;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws frames with Lanterna's screen: only what has changed, and a log that has moved by whole
 * lines as a scroll. Everything is drawn only at the start, after a resize, and when asked for.
 */
public final class LanternaScreen implements ConsoleScreen {
  private final TerminalSession session;
  private final Terminal terminal;
  private final GraphemeTokens tokens;
  private final CellPainter painter;

  /** View thread only, from {@link #open} on. */
  private @Nullable TerminalScreen screen;

  /** View thread only. */
  private @Nullable Frame shown;

  private volatile boolean whole = true;

  /** On the terminal of {@code session}, which stays its owner's. */
  public LanternaScreen(TerminalSession session, ColorDepth depth) {
    this.session = session;
    this.tokens = new GraphemeTokens();
    this.terminal = new LanternaTerminal(session, tokens);
    this.painter = new CellPainter(tokens, depth);
  }

  @Override
  public void open(Listener listener) throws IOException {
    screen = new TerminalScreen(terminal);
    screen.setCursorPosition(null);
    screen.startScreen();
    session.onResize(listener::resized);
    session.onInterrupt(listener::interrupted);
    session.onSuspend(
        listener::suspensionAsked,
        () -> {
          forget();
          listener.disturbed();
        });
  }

  @Override
  public ScreenSize size() {
    return session.size();
  }

  @Override
  public Key read() throws IOException {
    KeyStroke stroke = terminal.readInput();
    return LanternaKeys.keyOf(stroke);
  }

  @Override
  public void show(Frame frame) throws IOException {
    TerminalScreen target = opened();
    terminal.getTerminalSize();
    boolean resized = target.doResizeIfNecessary() != null;
    int cells = frame.size().columns() * frame.size().rows();
    boolean full = tokens.isNearlyFull(Math.min(cells, 2048));
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
    target.refresh(complete ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
    shown = frame;
  }

  private TerminalScreen opened() {
    if (screen == null) {
      throw new IllegalStateException("the screen is not open");
    }
    return screen;
  }

  private static void scroll(Screen target, Frame before, Frame after) {
    int distance = ScrollFinder.distance(before, after);
    if (distance != 0) {
      target.scrollLines(after.log().top(), after.log().bottom() - 1, distance);
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

  @Override
  public void forget() {
    whole = true;
  }

  @Override
  public void suspend() throws IOException {
    opened().stopScreen(false);
    session.suspend();
    opened().startScreen();
    forget();
  }

  @Override
  public void close() throws IOException {
    if (screen != null) {
      screen.stopScreen(false);
    }
  }
}
