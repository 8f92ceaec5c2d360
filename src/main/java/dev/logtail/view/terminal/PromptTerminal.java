package dev.logtail.view.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.ShutdownHooks;

/**
 * The process's terminal, borrowed for editing lines at a prompt: given back as it was, whether by
 * {@link #close()}, at the end of the JVM (SIGTERM, SIGHUP), or for as long as Ctrl-Z stops the
 * program.
 */
public final class PromptTerminal implements AutoCloseable {
  private static final int WIDTH_OF_NONE = 80;

  /** For an end in the middle of a line: ends what an editor of lines switches on. */
  private static final String TORN_OFF = "\033[?2004l\033[?1l\033>\033[0m\r\n";

  private final Terminal terminal;
  private final TerminalMode mode;
  private final Suspension suspension = new Suspension();
  private final ShutdownHooks.Task hook = this::tearOff;
  private final AtomicBoolean restored = new AtomicBoolean();

  private PromptTerminal(Terminal terminal) throws IOException {
    this.terminal = terminal;
    this.mode = TerminalMode.of(terminal);
  }

  /**
   * Opens the terminal that this process runs in, in raw mode. Ctrl-C and Ctrl-Z are still signals.
   *
   * @throws IOException when there is none
   */
  public static PromptTerminal open() throws IOException {
    try {
      PromptTerminal opened = new PromptTerminal(TerminalSession.system());
      ShutdownHooks.add(opened.hook);
      opened.mode.raw();
      return opened;
    } catch (IllegalStateException e) {
      throw new IOException("no terminal for a prompt", e);
    }
  }

  /** What an editor of lines works on. It must not close it. */
  public Terminal terminal() {
    return terminal;
  }

  /** How many cells a row has. */
  public int columns() {
    try {
      int columns = terminal.getWidth();
      return columns > 0 ? columns : WIDTH_OF_NONE;
    } catch (IllegalStateException givenBack) {
      return WIDTH_OF_NONE;
    }
  }

  /** {@code listener} is told of each Ctrl-C that no editor takes; on a thread of JLine's. */
  public void onInterrupt(Runnable listener) {
    terminal.handle(Signal.INT, signal -> listener.run());
  }

  /**
   * {@code listener} is told of Ctrl-Z, on a thread of JLine's; it must see to it that {@link
   * #suspend()} is called.
   */
  public void onSuspend(Runnable listener) {
    terminal.handle(Signal.TSTP, signal -> listener.run());
    terminal.handle(Signal.CONT, signal -> woken());
  }

  /** To be called by who takes SIGCONT away from this. */
  public void woken() {
    suspension.woken();
  }

  /**
   * Gives the terminal back and stops the program; returns when it is running in the foreground
   * again, in raw mode.
   */
  public void suspend() throws IOException {
    mode.restore();
    suspension.stop();
    mode.raw();
  }

  /** JLine has closed its terminal by now, in a hook of its own. */
  private void tearOff() throws IOException {
    try {
      if (!restored.get()) {
        new FileOutputStream(FileDescriptor.out).write(TORN_OFF.getBytes(US_ASCII));
      }
    } finally {
      restore();
    }
  }

  private void restore() throws IOException {
    if (restored.compareAndSet(false, true)) {
      try {
        terminal.close();
      } catch (IllegalStateException jvmIsEnding) {
        // JLine wants to take its hook back, for which it is too late.
      } finally {
        mode.restore();
      }
    }
  }

  /** Puts everything back as it was found. */
  @Override
  public void close() throws IOException {
    restore();
    try {
      ShutdownHooks.remove(hook);
    } catch (IllegalStateException jvmIsEnding) {
      // Then the hook has been called, and found nothing left to do.
    }
  }
}
