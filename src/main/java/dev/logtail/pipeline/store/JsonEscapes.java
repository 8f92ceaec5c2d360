package dev.logtail.pipeline.store;

/**
 * Writes text as the usual libraries write it in a JSON string, so that a message needs not be held
 * a second time where its record was written by one of them.
 */
final class JsonEscapes {
  private static final String HEX = "0123456789abcdef";

  private JsonEscapes() {}

  /** Whether {@code text} looks different inside a JSON string. */
  static boolean isNeededFor(String text, boolean toAscii) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text.charAt(i), toAscii)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEscaped(char c, boolean toAscii) {
    return c < ' ' || c == '"' || c == '\\' || (toAscii && c > '~');
  }

  /**
   * @param toAscii whether everything beyond ASCII is escaped too
   */
  static String escape(String text, boolean toAscii) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscaped(c, toAscii)) {
        escape(out, c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void escape(StringBuilder out, char c) {
    int letter = "\"\\\b\f\n\r\t".indexOf(c);
    out.append('\\');
    if (letter >= 0) {
      out.append("\"\\bfnrt".charAt(letter));
      return;
    }
    out.append('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xF));
    }
  }
}
