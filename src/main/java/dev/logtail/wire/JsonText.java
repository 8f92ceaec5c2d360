package dev.logtail.wire;

/**
 * Writes JSON text that is safe to show: every control, bidirectional, invisible, private-use or
 * unpaired code point is written as a four-digit hex escape, so that printing it can do nothing to
 * a terminal and reading it back loses nothing.
 */
public final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonText() {}

  /** Appends {@code text} as a JSON string, quotes included. */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> i += append(out, text, i, c);
      }
    }
    out.append('"');
  }

  /**
   * Appends {@code json}, which must be valid JSON, on one line: white space between tokens becomes
   * a space, everything else keeps its meaning to the last digit.
   */
  public static void inert(StringBuilder out, String json) {
    int plain = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= ' ' && c < 0x7F) {
        continue;
      }
      out.append(json, plain, i);
      if (c == '\n' || c == '\r' || c == '\t') {
        out.append(' ');
      } else {
        i += append(out, json, i, c);
      }
      plain = i + 1;
    }
    out.append(json, plain, json.length());
  }

  /** True when {@link #quote} would write {@code text} as it is, between its quotes. */
  public static boolean isPlain(String text) {
    return text.codePoints()
        .allMatch(
            point ->
                point != '"'
                    && point != '\\'
                    && ((point >= ' ' && point < 0x7F) || isShown(point)));
  }

  /**
   * Appends the code point at {@code i}, whose first char is {@code c}; returns the chars consumed
   * beyond that one.
   */
  private static int append(StringBuilder out, String text, int i, char c) {
    if (c >= ' ' && c < 0x7F) {
      out.append(c);
      return 0;
    }
    int point = text.codePointAt(i);
    int length = Character.charCount(point);
    for (int k = i; k < i + length; k++) {
      if (isShown(point)) {
        out.append(text.charAt(k));
      } else {
        escape(out, text.charAt(k));
      }
    }
    return length - 1;
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isInvisible(point);
    };
  }

  private static boolean isInvisible(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
      default ->
          (point >= 0x180B && point <= 0x180F)
              || (point >= 0xFE00 && point <= 0xFE0F)
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[(c >> 8) & 0xF])
        .append(HEX[(c >> 4) & 0xF])
        .append(HEX[c & 0xF]);
  }
}
