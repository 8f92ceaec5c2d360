package dev.logtail.pipeline.filter;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Tells numbers from other text: a number is what JSON takes for one, so that {@code 002050} is a
 * name. Numbers of more than 64 characters, or an exponent of more than three digits, are text too.
 */
final class NumberText {
  private static final int MOST_CHARS = 64;
  private static final int MOST_EXPONENT_DIGITS = 3;

  private NumberText() {}

  /** The number that {@code text} is. */
  static Optional<BigDecimal> read(String text) {
    return isNumber(text) ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > MOST_CHARS) {
      return false;
    }
    int start = text.charAt(0) == '-' ? 1 : 0;
    int end = digits(text, start);
    if (end == start || (end > start + 1 && text.charAt(start) == '0')) {
      return false;
    }
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = end + 1;
      end = digits(text, fraction);
      if (end == fraction) {
        return false;
      }
    }
    return end == text.length() || isExponent(text, end);
  }

  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int start = at + (signed ? 2 : 1);
    int end = digits(text, start);
    return end == text.length() && end > start && end - start <= MOST_EXPONENT_DIGITS;
  }

  /** The end of the digits that begin at {@code start}. */
  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
