package dev.logtail.pipeline.store;

import dev.logtail.pipeline.filter.TextPattern;
import java.util.Arrays;

/** A text to be found among the bytes that a {@link ByteSink} made of others. Immutable. */
final class Needle {
  private static final int BYTES = 256;

  private final byte[] text;

  /** What each byte is compared as. */
  private final byte[] folded = new byte[BYTES];

  /** How far the text may move on when that byte stands below its last one. */
  private final int[] jumps = new int[BYTES];

  Needle(TextPattern.Trace trace) {
    ByteSink sink = new ByteSink();
    sink.putText(trace.text());
    text = sink.toArray();
    for (int b = 0; b < BYTES; b++) {
      boolean capital = trace.anyCase() && b >= 'A' && b <= 'Z';
      folded[b] = (byte) (capital ? b - 'A' + 'a' : b);
    }
    Arrays.fill(jumps, text.length);
    for (int b = 0; b < BYTES; b++) {
      for (int i = 0; i < text.length - 1; i++) {
        jumps[b] = folded[b] == text[i] ? text.length - 1 - i : jumps[b];
      }
    }
  }

  int length() {
    return text.length;
  }

  /** Where it stands first between {@code from} and {@code to}; {@code to} when it does not. */
  int indexIn(byte[] bytes, int from, int to) {
    int last = text.length - 1;
    int at = from;
    while (at + last < to) {
      int end = bytes[at + last] & 0xFF;
      if (isAt(bytes, at)) {
        return at;
      }
      at += jumps[end];
    }
    return to;
  }

  private boolean isAt(byte[] bytes, int at) {
    for (int i = text.length - 1; i >= 0; i--) {
      if (folded[bytes[at + i] & 0xFF] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
