package dev.logtail.pipeline.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a text that may be longer than memory into its lines. Only LF and CRLF end one, a last line
 * needs neither, bytes that are no UTF-8 become U+FFFD, and a line of more than {@value
 * #MOST_CHARS} characters comes in pieces.
 */
final class TextLines {
  static final int MOST_CHARS = 8 << 20;

  private static final int CHUNK = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Consumer<String> out;
  private final StringBuilder line = new StringBuilder();
  private boolean atStart = true;

  TextLines(Consumer<String> out) {
    this.out = out;
  }

  /** Reads {@code text} to its end. */
  void read(InputStream text) throws IOException {
    Reader reader = new InputStreamReader(text, StandardCharsets.UTF_8);
    char[] chunk = new char[CHUNK];
    for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
      take(chunk, read);
    }
    if (line.length() > 0) {
      end();
    }
  }

  private void take(char[] chunk, int length) {
    int start = 0;
    if (atStart && length > 0) {
      start = chunk[0] == BYTE_ORDER_MARK ? 1 : 0;
      atStart = false;
    }
    for (int i = start; i < length; i++) {
      if (chunk[i] == '\n') {
        line.append(chunk, start, i - start);
        end();
        start = i + 1;
      }
    }
    line.append(chunk, start, length - start);
    if (line.length() > MOST_CHARS) {
      end();
    }
  }

  private void end() {
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    out.accept(line.toString());
    line.setLength(0);
  }
}
