package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;

/**
 * What shows frames and reads keys. One thread shows, another one may read; the listener is called
 * on any thread.
 */
public interface ConsoleScreen {
  /** Is told what happens to the screen, and must only hand it on. */
  interface Listener {
    /** The size has changed. */
    void resized();

    /** Ctrl-C was pressed. */
    void interrupted();

    /** Ctrl-Z was pressed: {@link ConsoleScreen#suspend()} is to be called. */
    void suspensionAsked();

    /** Something else may have been drawn over the screen. */
    void disturbed();
  }

  /** Takes the screen over; {@code listener} is told of what happens from now on. */
  void open(Listener listener) throws IOException;

  ScreenSize size();

  /** Waits for the user; {@link Key#END_OF_INPUT} when nothing will come any more. */
  Input read() throws IOException;

  /**
   * Draws what is different from the frame shown before. May block while the terminal is stopped.
   */
  void show(Frame frame) throws IOException;

  /**
   * Puts {@code text} into the clipboard of the user's terminal, without control characters but
   * tabs and newlines. Nobody tells whether the terminal allows it. May block as {@link #show} may,
   * and is called by the same thread.
   *
   * @return false when only the beginning fitted
   */
  boolean copy(String text) throws IOException;

  /** Beeps. May block as {@link #show} may, and is called by the same thread. */
  void ring() throws IOException;

  /** Lets the next frame be drawn whole. */
  void forget();

  /** Gives the terminal back and stops the program; returns when it goes on. */
  void suspend() throws IOException;

  /** Gives the screen back. */
  void close() throws IOException;
}
