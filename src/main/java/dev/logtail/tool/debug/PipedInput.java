package dev.logtail.tool.debug;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts what is piped in into messages. */
public final class PipedInput {
  private static final int BUFFER = 1 << 16;

  /** Takes messages. */
  @FunctionalInterface
  public interface Taker {
    /** False to get no more of them. */
    boolean take(byte[] message) throws InterruptedException;
  }

  private final InputStream input;
  private final Cut cut;
  private final Taker taker;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  public PipedInput(InputStream input, Cut cut, Taker taker) {
    this.input = input;
    this.cut = cut;
    this.taker = taker;
  }

  /** Hands every message to the taker, the last one also without an end; returns at the end. */
  public void read() throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
      boolean wanted =
          cut.isCut() ? takePieces(buffer, count) : taker.take(Arrays.copyOf(buffer, count));
      if (!wanted) {
        return;
      }
    }
    if (message.size() > 0) {
      handOn();
    }
  }

  private boolean takePieces(byte[] buffer, int count) throws InterruptedException {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (buffer[i] == cut.end()) {
        message.write(buffer, start, i - start);
        start = i + 1;
        if (!handOn()) {
          return false;
        }
      }
    }
    message.write(buffer, start, count - start);
    return true;
  }

  private boolean handOn() throws InterruptedException {
    byte[] whole = message.toByteArray();
    message.reset();
    return taker.take(cut.withoutReturn(whole));
  }
}
