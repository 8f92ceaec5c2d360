package dev.logtail.pipeline.filter;

import java.util.Optional;

/**
 * A text to be found in others as it stands, without a regular expression's cost. In any case it
 * knows ASCII letters and what has no case at all; it agrees with RE2/J wherever there is one.
 * Immutable.
 */
final class Literal {
  private static final char KELVIN_SIGN = '\u212a';
  private static final char LONG_S = '\u017f';
  private static final int COMBINING_IOTA = 0x0345;
  private static final int FIRST_CIRCLED_LETTER = 0x24B6;
  private static final int LAST_CIRCLED_LETTER = 0x24E9;

  private final String text;
  private final boolean anyCase;

  /** Of each character the other two that are the same in any case, or itself. */
  private final char[] capitals;

  private final char[] doubles;

  private Literal(String text, boolean anyCase) {
    this.text = text;
    this.anyCase = anyCase;
    this.capitals = text.toCharArray();
    this.doubles = text.toCharArray();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      capitals[i] = isLetter(c) ? (char) (c - 'a' + 'A') : c;
      doubles[i] = c == 'k' ? KELVIN_SIGN : c == 's' ? LONG_S : c;
    }
  }

  /**
   * Finds {@code text}, which has no capitals when it is to be found in any case; empty when that
   * takes a regular expression.
   */
  static Optional<Literal> of(String text, boolean anyCase) {
    boolean plain = text.codePoints().allMatch(point -> isPlain(point, anyCase));
    boolean letters = text.chars().anyMatch(c -> isLetter((char) c));
    return plain ? Optional.of(new Literal(text, anyCase && letters)) : Optional.empty();
  }

  private static boolean isPlain(int point, boolean anyCase) {
    return Character.getType(point) != Character.SURROGATE
        && (!anyCase || (point < 0x80 ? !isCapital(point) : hasNoCase(point)));
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(int point) {
    return point >= 'A' && point <= 'Z';
  }

  private static boolean hasNoCase(int point) {
    return switch (Character.getType(point)) {
      case Character.LOWERCASE_LETTER,
          Character.UPPERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.LETTER_NUMBER,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          false;
      case Character.NON_SPACING_MARK -> point != COMBINING_IOTA;
      case Character.OTHER_SYMBOL -> point < FIRST_CIRCLED_LETTER || point > LAST_CIRCLED_LETTER;
      default -> true;
    };
  }

  int length() {
    return text.length();
  }

  /** Where it stands first from {@code start} on, or -1. */
  int indexIn(String other, int start) {
    if (!anyCase) {
      return other.indexOf(text, start);
    }
    int last = other.length() - text.length();
    for (int at = start; at <= last; at++) {
      if (isAt(other, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isAt(String other, int at) {
    for (int i = 0; i < capitals.length; i++) {
      char c = other.charAt(at + i);
      if (c != text.charAt(i) && c != capitals[i] && c != doubles[i]) {
        return false;
      }
    }
    return true;
  }

  /** What any text must hold that it is in. */
  TextPattern.Trace trace() {
    if (!anyCase) {
      return new TextPattern.Trace(text, false);
    }
    String longest = "";
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || doubles[i] != text.charAt(i)) {
        longest = i - start > longest.length() ? text.substring(start, i) : longest;
        start = i + 1;
      }
    }
    return new TextPattern.Trace(longest, true);
  }
}
