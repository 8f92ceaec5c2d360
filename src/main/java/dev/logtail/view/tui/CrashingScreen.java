package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;

/** A screen that fails once it has shown a few frames: proves what a defect leaves behind. */
public final class CrashingScreen implements ConsoleScreen {
  private static final int FRAMES = 3;

  private final ConsoleScreen screen;
  private int shown;

  /** View thread only. */
  public CrashingScreen(ConsoleScreen screen) {
    this.screen = screen;
  }

  @Override
  public void open(Listener listener) throws IOException {
    screen.open(listener);
  }

  @Override
  public ScreenSize size() {
    return screen.size();
  }

  @Override
  public Input read() throws IOException {
    return screen.read();
  }

  @Override
  public void show(Frame frame) throws IOException {
    if (shown == FRAMES) {
      throw new IllegalStateException("asked for by --debug-crash");
    }
    shown++;
    screen.show(frame);
  }

  @Override
  public boolean copy(String text) throws IOException {
    return screen.copy(text);
  }

  @Override
  public void ring() throws IOException {
    screen.ring();
  }

  @Override
  public void forget() {
    screen.forget();
  }

  @Override
  public void suspend() throws IOException {
    screen.suspend();
  }

  @Override
  public void close() throws IOException {
    screen.close();
  }
}
