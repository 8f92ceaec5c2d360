package dev.logtail.tool.debug;

import dev.logtail.view.terminal.PromptTerminal;
import java.io.IOError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A prompt at the bottom of the terminal, with history and completion. What is typed disappears
 * when it is sent: it comes back above, as what happened. Ctrl-C clears a line that was begun.
 */
final class EditedPrompt implements Prompt {
  /** Longer than a history takes to be kept. */
  private static final long PATIENCE_SECONDS = 6;

  private final PromptTerminal terminal;
  private final PromptReader reader;
  private final Function<Consumer<String>, TypedLines> past;

  /** Set once by who closes. */
  private volatile boolean closed;

  /** The thread in {@link #read}, which alone sets it. */
  private volatile @Nullable Thread readingThread;

  private final CountDownLatch readingOver = new CountDownLatch(1);

  /**
   * @param commands that are completed
   * @param past opens the history; what it is given is told of trouble
   */
  EditedPrompt(
      PromptTerminal terminal,
      List<DebugCommands.Word> commands,
      Function<Consumer<String>, TypedLines> past)
      throws IOException {
    this.terminal = terminal;
    this.past = past;
    this.reader = new PromptReader(terminal, commands);
  }

  @Override
  public void read(PromptListener person, Consumer<String> warnings) {
    terminal.onInterrupt(person::interrupted);
    terminal.onSuspend(reader::suspend);
    readingThread = Thread.currentThread();
    try (TypedLines history = past.apply(warnings)) {
      history.all().forEach(reader.getHistory()::add);
      String begun = "";
      while (!closed) {
        begun = readOne(person, history, begun);
      }
    } catch (EndOfFileException over) {
      // Ctrl-D, or nobody is there any more.
    } finally {
      readingThread = null;
      readingOver.countDown();
      if (!closed) {
        person.ended();
      }
    }
  }

  /** Returns what the next line begins with. */
  private String readOne(PromptListener person, TypedLines history, String begun) {
    try {
      String line = readLine(begun);
      history.remember(line);
      take(person, line);
      reader.takePasted().forEach(person::typed);
      return reader.takeRest();
    } catch (UserInterruptException e) {
      interrupted(person, history, e.getPartialLine());
      return "";
    }
  }

  private String readLine(String begun) {
    try {
      return reader.readLine(PromptScreen.SIGN, null, (MaskingCallback) null, begun);
    } catch (IOError | IllegalStateException terminalGone) {
      throw new EndOfFileException(terminalGone);
    }
  }

  /** Enter alone is no message: {@code :text} is. */
  private void take(PromptListener person, String line) {
    if (!line.isEmpty()) {
      person.typed(line);
    }
  }

  private void interrupted(PromptListener person, TypedLines history, String partial) {
    if (closed) {
      history.remember(partial);
    } else if (partial.isEmpty()) {
      person.interrupted();
    }
  }

  @Override
  public void above(String rows) {
    try {
      reader.printAbove(rows);
    } catch (IllegalStateException terminalGivenBack) {
      // The program is being stopped from outside.
    }
  }

  @Override
  public boolean keepsLines() {
    return false;
  }

  @Override
  public int columns() {
    return terminal.columns();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Thread thread = readingThread;
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
      awaitReadingOver();
    }
    terminal.close();
  }

  private void awaitReadingOver() {
    try {
      readingOver.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
