package dev.logtail.view.style;

/**
 * A terminal's parser, as strict as it gets: text may hold {@code CSI [0-9;:]* m} and newlines
 * where they are allowed, and nothing else that does anything.
 */
public final class TerminalText {
  private TerminalText() {}

  /** What is wrong with {@code output}, or "" when it is harmless. */
  public static String harmIn(String output, boolean styled) {
    for (int i = 0; i < output.length(); ) {
      int point = output.codePointAt(i);
      if (point == '\n' && styled) {
        i++;
      } else if (point == 0x1b && styled) {
        int end = graphicsEnd(output, i);
        if (end < 0) {
          return "a sequence that is no SGR at " + i;
        }
        i = end;
      } else if (isForbidden(point)) {
        return String.format("U+%04X at %d", point, i);
      } else {
        i += Character.charCount(point);
      }
    }
    return "";
  }

  private static int graphicsEnd(String text, int escape) {
    int i = escape + 1;
    if (i >= text.length() || text.charAt(i) != '[') {
      return -1;
    }
    do {
      i++;
    } while (i < text.length() && "0123456789;:".indexOf(text.charAt(i)) >= 0);
    return i < text.length() && text.charAt(i) == 'm' ? i + 1 : -1;
  }

  private static boolean isForbidden(int point) {
    if (point == 0x200c || point == 0x200d || point == 0xfe0e || point == 0xfe0f) {
      return false;
    }
    boolean noncharacter = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
    boolean filler =
        point == 0x034f || point == 0x115f || point == 0x1160 || point == 0x17b4 || point == 0x17b5;
    boolean blank = point == 0x3164 || point == 0xffa0 || (point >= 0x180b && point <= 0x180f);
    return noncharacter
        || filler
        || blank
        || (point >= 0xe0000 && point <= 0xe0fff)
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }
}
