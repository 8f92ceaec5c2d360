package dev.logtail.view.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * What asks a terminal to put text into the clipboard (OSC 52). The text travels as base64, so that
 * nothing in it acts on the terminal, and without the control characters that would act on whatever
 * it is pasted into: of those only tabs and newlines are left.
 *
 * @param sequence what is to be written
 * @param whole false when only the beginning of the text fitted
 */
record ClipboardSequence(String sequence, boolean whole) {
  /** More base64 than this some terminals ignore altogether. */
  static final int MOST_BASE64 = 74_994;

  private static final int MOST_BYTES = MOST_BASE64 / 4 * 3;

  /** GNU screen hands on strings no longer than a few hundred bytes. */
  private static final int SCREEN_PIECE = 240;

  private static final String START = "\033]52;c;";
  private static final String END = "\007";

  static ClipboardSequence of(String text, Multiplexer multiplexer) {
    byte[] bytes = harmless(text).getBytes(StandardCharsets.UTF_8);
    boolean whole = bytes.length <= MOST_BYTES;
    byte[] fitting = whole ? bytes : beginningOf(bytes);
    String sequence = START + Base64.getEncoder().encodeToString(fitting) + END;
    return new ClipboardSequence(
        multiplexer == Multiplexer.SCREEN ? throughScreen(sequence) : sequence, whole);
  }

  /** {@code text} without control characters but tabs and newlines. */
  private static String harmless(String text) {
    return text.codePoints()
        .filter(point -> point == '\t' || point == '\n' || !Character.isISOControl(point))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** As much as fits, without a part of a character at the end. */
  private static byte[] beginningOf(byte[] utf8) {
    int end = MOST_BYTES;
    while ((utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(utf8, end);
  }

  private static String throughScreen(String sequence) {
    StringBuilder pieces = new StringBuilder();
    for (int from = 0; from < sequence.length(); from += SCREEN_PIECE) {
      int to = Math.min(sequence.length(), from + SCREEN_PIECE);
      pieces.append("\033P").append(sequence, from, to).append("\033\\");
    }
    return pieces.toString();
  }

  /** What stands between the program and the terminal, as far as copying is concerned. */
  enum Multiplexer {
    /** Nothing, or tmux, which understands the sequence itself. */
    TRANSPARENT,
    /** GNU screen, which has to be told to hand it on. */
    SCREEN;

    /**
     * @param screen the value of {@code STY}, which GNU screen sets
     * @param tmux the value of {@code TMUX}
     */
    static Multiplexer of(String screen, String tmux) {
      return !screen.isEmpty() && tmux.isEmpty() ? SCREEN : TRANSPARENT;
    }
  }
}
