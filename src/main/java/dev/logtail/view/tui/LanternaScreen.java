package dev.logtail.view.tui;

import com.googlecode.lanterna.terminal.Terminal;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.terminal.TerminalSession;
import java.io.IOException;

/** The console's screen on a real terminal, with Lanterna between the two. */
public final class LanternaScreen implements ConsoleScreen {
  private final TerminalSession session;
  private final InputDecoder input;
  private final FramePainter painter;

  /** On the terminal of {@code session}, which stays its owner's. */
  public LanternaScreen(TerminalSession session, ColorDepth depth) {
    this.session = session;
    GraphemeTokens tokens = new GraphemeTokens();
    this.input = new InputDecoder(session.input());
    this.painter = new FramePainter(terminalOf(session, tokens), tokens, depth);
  }

  private static Terminal terminalOf(TerminalSession session, GraphemeTokens tokens) {
    return new LanternaTerminal(tokens, session.output(), session::size) {
      @Override
      public void enterPrivateMode() throws IOException {
        session.enterScreen();
      }

      @Override
      public void exitPrivateMode() throws IOException {
        session.leaveScreen();
      }
    };
  }

  @Override
  public void open(Listener listener) throws IOException {
    painter.start();
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
  public Input read() throws IOException {
    return input.next();
  }

  @Override
  public boolean copy(String text) throws IOException {
    return session.copy(text);
  }

  @Override
  public void ring() throws IOException {
    session.ring();
  }

  @Override
  public void show(Frame frame) throws IOException {
    painter.show(frame);
  }

  @Override
  public void forget() {
    painter.forget();
  }

  @Override
  public void suspend() throws IOException {
    painter.stop();
    session.suspend();
    painter.start();
  }

  @Override
  public void close() throws IOException {
    painter.stop();
  }
}
