package dev.logtail.view.style;

/**
 * Where a terminal would see one control sequence in a text.
 *
 * <pre>
 *   ESC [ 3 1 m x          CSI: parameters, intermediates, final
 *   ^     ^   ^-- end
 *   |     body
 *   start
 *   ESC ] 0 ; t BEL        OSC, DCS, SOS, PM, APC: up to BEL, ST or the end of the text
 *   ESC ( 0   ESC c        nF: intermediates, final; Fp, Fe, Fs: one letter
 *   U+009B 3 1 m           the one-character forms of the same
 * </pre>
 *
 * @param body the first char after the introducer
 * @param end one past the last char; at least {@code start + 1}
 * @param graphics true for well-formed SGR of a sane size, whose parameters are all that stands
 *     between {@code body} and the final {@code m}
 */
record EscapeSequence(int start, int body, int end, boolean graphics) {
  static final char ESCAPE = 0x1B;

  private static final char BELL = 0x07;
  private static final char CANCEL = 0x18;
  private static final char SUBSTITUTE = 0x1A;
  private static final char TERMINATOR = 0x9C;
  private static final int MAX_PARAMETERS = 16;
  private static final int MAX_DIGITS = 3;

  /** True where {@link #read} can be called: ESC, or a C1 control that introduces a sequence. */
  static boolean startsWith(int point) {
    return switch (point) {
      case ESCAPE, 0x8E, 0x8F, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F -> true;
      default -> false;
    };
  }

  /** The sequence that starts at {@code start}. Looks at each char of it once. */
  static EscapeSequence read(String text, int start) {
    char first = text.charAt(start);
    if (first != ESCAPE) {
      return introduced(text, start, start + 1, (char) (first - 0x40));
    }
    if (start + 1 == text.length()) {
      return plain(start, start + 1, start + 1);
    }
    char kind = text.charAt(start + 1);
    if (isBetween(kind, 0x20, 0x2F)) {
      return plain(start, start + 1, finalAfter(text, skip(text, start + 1, 0x20, 0x2F), 0x30));
    }
    if (!isBetween(kind, 0x30, 0x7E)) {
      return plain(start, start + 1, start + 1);
    }
    return introduced(text, start, start + 2, kind);
  }

  private static EscapeSequence introduced(String text, int start, int body, char kind) {
    return switch (kind) {
      case '[' -> control(text, start, body);
      case ']' -> plain(start, body, stringEnd(text, body, true));
      case 'P', 'X', '^', '_' -> plain(start, body, stringEnd(text, body, false));
      case 'N', 'O' -> plain(start, body, finalAfter(text, body, 0x20));
      default -> plain(start, body, body);
    };
  }

  private static EscapeSequence plain(int start, int body, int end) {
    return new EscapeSequence(start, body, end, false);
  }

  private static EscapeSequence control(String text, int start, int body) {
    int parameters = skip(text, body, 0x30, 0x3F);
    int end = finalAfter(text, skip(text, parameters, 0x20, 0x2F), 0x40);
    boolean graphics =
        end == parameters + 1 && text.charAt(parameters) == 'm' && areSane(text, body, parameters);
    return new EscapeSequence(start, body, end, graphics);
  }

  private static boolean areSane(String text, int from, int to) {
    int fields = 1;
    int digits = 0;
    for (int i = from; i < to && fields <= MAX_PARAMETERS && digits <= MAX_DIGITS; i++) {
      char c = text.charAt(i);
      if (c == ';' || c == ':') {
        fields++;
        digits = 0;
      } else if (isBetween(c, '0', '9')) {
        digits++;
      } else {
        return false;
      }
    }
    return fields <= MAX_PARAMETERS && digits <= MAX_DIGITS;
  }

  private static int stringEnd(String text, int body, boolean bellEnds) {
    for (int i = body; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        boolean terminated = i + 1 < text.length() && text.charAt(i + 1) == '\\';
        return terminated ? i + 2 : i;
      }
      if (c == TERMINATOR || c == CANCEL || c == SUBSTITUTE || (bellEnds && c == BELL)) {
        return i + 1;
      }
    }
    return text.length();
  }

  /** One past a final char at {@code at}, or {@code at} where none stands there. */
  private static int finalAfter(String text, int at, int lowest) {
    return at < text.length() && isBetween(text.charAt(at), lowest, 0x7E) ? at + 1 : at;
  }

  private static int skip(String text, int at, int low, int high) {
    int i = at;
    while (i < text.length() && isBetween(text.charAt(i), low, high)) {
      i++;
    }
    return i;
  }

  private static boolean isBetween(char c, int low, int high) {
    return c >= low && c <= high;
  }
}
