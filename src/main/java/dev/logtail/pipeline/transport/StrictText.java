package dev.logtail.pipeline.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a message's text, which must be UTF-8 and nothing else. */
final class StrictText {
  /** What is wrong with it otherwise. */
  static final String NO_UTF_8 = "text that is not UTF-8";

  private static final char REPLACEMENT = '\uFFFD';

  private StrictText() {}

  /**
   * The text of {@code payload}, which is backed by an array. The quick way replaces what is wrong;
   * where it may have done so, the strict one decides.
   */
  static String of(ByteBuffer payload) throws Breach {
    int start = payload.arrayOffset() + payload.position();
    String text = new String(payload.array(), start, payload.remaining(), StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      check(payload);
    }
    return text;
  }

  private static void check(ByteBuffer payload) throws Breach {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(payload.duplicate());
    } catch (CharacterCodingException e) {
      throw new Breach(Breach.BAD_DATA, NO_UTF_8);
    }
  }
}
