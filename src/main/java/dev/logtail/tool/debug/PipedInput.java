package dev.logtail.tool.debug;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines that end in LF or CRLF, and in nothing else: a lone CR is part of its line. */
public final class PipedInput {
  private static final int BUFFER = 1 << 16;

  /** Takes lines. */
  @FunctionalInterface
  public interface Taker {
    /** False to get no more of them. */
    boolean take(String line) throws InterruptedException;
  }

  private final InputStream input;
  private final Taker taker;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public PipedInput(InputStream input, Taker taker) {
    this.input = input;
    this.taker = taker;
  }

  /** Hands every line to the taker, the last one also without an end; returns at the end. */
  public void read() throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, start, i - start);
          start = i + 1;
          if (!handOn()) {
            return;
          }
        }
      }
      line.write(buffer, start, count - start);
    }
    if (line.size() > 0) {
      handOn();
    }
  }

  private boolean handOn() throws InterruptedException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return taker.take(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
