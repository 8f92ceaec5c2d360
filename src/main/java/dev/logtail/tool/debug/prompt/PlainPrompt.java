package dev.logtail.tool.debug.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * For terminals that can't move their cursor ({@code TERM=dumb}): the terminal itself lets lines be
 * edited, and rows come as they come. Ctrl-C is left to the process.
 */
final class PlainPrompt implements Prompt {
  private final InputStream in;
  private final OutputStream out;
  private final int columns;
  private volatile boolean closed;

  PlainPrompt(InputStream in, OutputStream out, int columns) {
    this.in = in;
    this.out = out;
    this.columns = columns;
  }

  @Override
  public void read(PromptListener person, Consumer<String> warnings) {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (line != null && !closed) {
        tell(person, line);
        line = lines.readLine();
      }
    } catch (IOException keyboardGone) {
      // As good as its end.
    }
    if (!closed) {
      person.ended();
    }
  }

  /** Enter alone is no message: {@code :text} is. */
  private static void tell(PromptListener person, String line) {
    if (!line.isEmpty()) {
      person.typed(line);
    }
  }

  @Override
  public void above(String rows) {
    try {
      out.write(rows.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException terminalGone) {
      // Then its keyboard ends too.
    }
  }

  @Override
  public boolean keepsLines() {
    return true;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void close() {
    closed = true;
  }
}
