package dev.logtail.view.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ShutdownHooks;

/**
 * The process's terminal, borrowed: put into raw mode and given back as it was, whether by {@link
 * #close()}, at the end of the JVM (SIGTERM, SIGHUP), or for as long as Ctrl-Z stops the program.
 *
 * <p>Signals are reported on threads of JLine's; what is registered with the {@code on…} methods
 * must only hand on.
 */
public final class TerminalSession implements AutoCloseable {
  private final Terminal terminal;
  private final SessionOptions options;
  private final GuardedOutput output;
  private final KeyInput input;
  private final TerminalMode mode;
  private final Suspension suspension = new Suspension();
  private final ShutdownHooks.Task hook = this::restore;
  private final AtomicBoolean restored = new AtomicBoolean();

  private volatile boolean screenEntered;

  private TerminalSession(Terminal terminal, SessionOptions options) throws IOException {
    this.terminal = terminal;
    this.options = options;
    this.output = new GuardedOutput(terminal.output());
    this.input = new KeyInput(new FileInputStream(FileDescriptor.in));
    this.mode = TerminalMode.of(terminal);
  }

  /**
   * Opens the terminal that this process runs in, in raw mode. Ctrl-C is still a signal.
   *
   * @throws IOException when there is none; the message says so in one line
   */
  public static TerminalSession open(SessionOptions options) throws IOException {
    try {
      TerminalSession session = new TerminalSession(system(), options);
      ShutdownHooks.add(session.hook);
      session.mode.raw();
      return session;
    } catch (IllegalStateException e) {
      throw new IOException("no terminal to show the console on: try --lines", e);
    }
  }

  /** The terminal that this process runs in. */
  static Terminal system() throws IOException {
    return TerminalBuilder.builder()
        .name("logtail")
        .system(true)
        .provider("jni")
        .dumb(false)
        .nativeSignals(false)
        .encoding(StandardCharsets.UTF_8)
        .build();
  }

  public ScreenSize size() {
    Size size = terminal.getSize();
    return size.getColumns() > 0 && size.getRows() > 0
        ? new ScreenSize(size.getColumns(), size.getRows())
        : new ScreenSize(80, 24);
  }

  /** The keys, as bytes in UTF-8. {@code available()} looks at the terminal. */
  public InputStream input() {
    return input;
  }

  /** What is written here is sent whole when it is flushed, and never after {@link #close()}. */
  public OutputStream output() {
    return output;
  }

  /** {@code listener} is told each time that the terminal has changed its size. */
  public void onResize(Runnable listener) {
    terminal.handle(Signal.WINCH, signal -> listener.run());
  }

  /** {@code listener} is told of each Ctrl-C, which then does nothing else. */
  public void onInterrupt(Runnable listener) {
    terminal.handle(Signal.INT, signal -> listener.run());
  }

  /**
   * {@code listener} is told of Ctrl-Z; it must see to it that {@link #suspend()} is called.
   *
   * @param resumed told when the program goes on after it was stopped by somebody else
   */
  public void onSuspend(Runnable listener, Runnable resumed) {
    terminal.handle(Signal.TSTP, signal -> listener.run());
    terminal.handle(
        Signal.CONT,
        signal -> {
          suspension.woken();
          rawAgain();
          resumed.run();
        });
  }

  /**
   * Puts {@code text}, made harmless to whatever it is pasted into, into the clipboard of the
   * user's terminal, where the terminal allows it; nobody tells whether it does.
   *
   * @return false when only the beginning fitted
   */
  public boolean copy(String text) throws IOException {
    ClipboardSequence copied = ClipboardSequence.of(text, options.multiplexer());
    send(copied.sequence());
    return copied.whole();
  }

  /** Makes the terminal beep, or whatever it does instead. */
  public void ring() throws IOException {
    send("\007");
  }

  /** Switches to the alternate screen and hides the cursor. */
  public void enterScreen() throws IOException {
    screenEntered = true;
    send(options.enter());
  }

  /** Goes back to the screen that was there before. Does nothing when it is already there. */
  public void leaveScreen() throws IOException {
    if (screenEntered) {
      screenEntered = false;
      send(options.leave());
    }
  }

  /**
   * Gives the terminal back and stops the program, as Ctrl-Z does elsewhere; returns when it is
   * running in the foreground again, in raw mode, on the normal screen.
   */
  public void suspend() throws IOException {
    leaveScreen();
    input.still(
        () -> {
          mode.restore();
          suspension.stop();
          mode.raw();
        });
  }

  private void rawAgain() {
    try {
      mode.raw();
    } catch (IOException terminalGone) {
      // The next read of a key says so.
    }
  }

  private void send(String sequence) throws IOException {
    output.write(sequence.getBytes(StandardCharsets.US_ASCII));
    output.flush();
  }

  /** JLine's own way of restoring comes first, and ours has the last word. */
  private void restore() throws IOException {
    if (!restored.compareAndSet(false, true)) {
      return;
    }
    input.end();
    try {
      String last = screenEntered ? options.leave() : "";
      output.shut(last.getBytes(StandardCharsets.US_ASCII));
    } finally {
      closeTerminal();
      mode.restore();
    }
  }

  private void closeTerminal() throws IOException {
    try {
      terminal.close();
    } catch (IllegalStateException jvmIsEnding) {
      // JLine wants to take its hook back, for which it is too late.
    }
  }

  /** Puts everything back as it was found. What is written afterwards is thrown away. */
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
