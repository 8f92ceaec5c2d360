package dev.logtail.cli;

import dev.logtail.pipeline.access.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes whole lines on, each without the secrets of this run. Safe for use by many threads. */
public final class RedactedOutput extends OutputStream {
  private final OutputStream out;
  private final Redaction redaction;

  /** Guarded by this: what is not passed on yet. */
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  public RedactedOutput(OutputStream out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  @Override
  public synchronized void write(int next) throws IOException {
    held.write(next);
    if (next == '\n') {
      pass();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int start, int length) throws IOException {
    for (int at = start; at < start + length; at++) {
      write(bytes[at]);
    }
  }

  /** What has no line end yet is passed on too: a prompt waits for nothing more. */
  @Override
  public synchronized void flush() throws IOException {
    pass();
    out.flush();
  }

  private void pass() throws IOException {
    String text = held.toString(StandardCharsets.UTF_8);
    held.reset();
    out.write(redaction.of(text).getBytes(StandardCharsets.UTF_8));
  }
}
