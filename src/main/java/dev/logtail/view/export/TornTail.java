package dev.logtail.view.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Finds the beginning of a record at the end of what it is fed: everything after the last line's
 * end. Where quoted cells may hold line ends, those are none.
 */
final class TornTail {
  /** What is longer was hardly written by us; its beginning is passed on. */
  private static final int MOST = 64 << 20;

  private final boolean quotes;
  private boolean quoted;
  private ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private boolean isCut;

  /**
   * @param quotes whether a line's end between two double quotes ends no record
   */
  TornTail(boolean quotes) {
    this.quotes = quotes;
  }

  /** Takes the next bytes; what is sure to be no tail goes to {@code whole}. */
  void feed(byte[] bytes, int length, OutputStream whole) throws IOException {
    int end = 0;
    for (int i = 0; i < length; i++) {
      quoted ^= quotes && bytes[i] == '"';
      if (bytes[i] == '\n' && !quoted) {
        end = i + 1;
      }
    }
    if (end > 0) {
      tail.writeTo(whole);
      tail = new ByteArrayOutputStream();
      isCut = false;
    }
    whole.write(bytes, 0, end);
    tail.write(bytes, end, length - end);
    if (tail.size() > MOST) {
      tail.writeTo(whole);
      tail = new ByteArrayOutputStream();
      isCut = true;
    }
  }

  /** What began and never ended. */
  byte[] bytes() {
    return tail.toByteArray();
  }

  /** True when that is only its end. */
  boolean isCut() {
    return isCut;
  }

  boolean isEmpty() {
    return tail.size() == 0 && !isCut;
  }
}
