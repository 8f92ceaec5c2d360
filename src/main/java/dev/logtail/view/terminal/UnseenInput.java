package dev.logtail.view.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.utils.ShutdownHooks;

/**
 * Reads one line from the terminal on standard input without showing it. The terminal shows what is
 * typed again afterwards, whatever ends the reading, Ctrl-C included.
 */
public final class UnseenInput {
  private static final int MAX_BYTES = 16 << 10;

  private UnseenInput() {}

  /** The line without its end; empty when the input ends instead. */
  public static Optional<String> line(InputStream in, PrintStream prompts, String prompt)
      throws IOException {
    int[] found = LinuxMode.read();
    if (found.length == 0) {
      return lineOfConsole(prompt);
    }
    LinuxMode mode = new LinuxMode(found);
    ShutdownHooks.Task restore = ShutdownHooks.add(mode::restore);
    try {
      mode.unseen();
      prompts.print(prompt);
      prompts.flush();
      return line(in);
    } finally {
      mode.restore();
      ShutdownHooks.remove(restore);
      prompts.println();
    }
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < MAX_BYTES) {
      line.write(next);
      next = in.read();
    }
    return next < 0 && line.size() == 0
        ? Optional.empty()
        : Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
  }

  private static Optional<String> lineOfConsole(String prompt) {
    return Optional.ofNullable(System.console())
        .map(console -> console.readPassword("%s", prompt))
        .map(String::valueOf);
  }
}
