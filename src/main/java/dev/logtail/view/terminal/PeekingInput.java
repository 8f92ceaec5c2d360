package dev.logtail.view.terminal;

import java.io.IOException;
import java.io.InputStream;
import org.jline.utils.NonBlockingInputStream;

/**
 * A terminal's keys as a plain stream whose {@link #available()} can be trusted: it looks at the
 * terminal, and gives the rest of an escape sequence a moment to arrive, so that a lone Esc can be
 * told from an arrow key.
 */
final class PeekingInput extends InputStream {
  private static final long SEQUENCE_MILLIS = 25;

  private final NonBlockingInputStream source;

  PeekingInput(NonBlockingInputStream source) {
    this.source = source;
  }

  @Override
  public int available() throws IOException {
    return source.peek(SEQUENCE_MILLIS) >= 0 ? 1 : 0;
  }

  @Override
  public int read() throws IOException {
    return source.read();
  }

  /** Returns what is there as soon as there is something; never waits to fill {@code target}. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int first = source.read();
    if (first < 0) {
      return -1;
    }
    target[offset] = (byte) first;
    return 1;
  }
}
