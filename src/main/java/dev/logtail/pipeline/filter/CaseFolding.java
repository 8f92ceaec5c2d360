package dev.logtail.pipeline.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Finds patterns that must not be matched in any case. RE2/J compiles for ever when a pattern to be
 * matched so holds one of U+1C80 to U+1C88, alone or within a range: its own case tables do not
 * know them, but those of a newer Java do (github.com/google/re2j/issues/168).
 */
final class CaseFolding {
  private static final int FIRST_UNFOLDABLE = 0x1C80;
  private static final int LAST_UNFOLDABLE = 0x1C88;

  private static final String CHARACTER = "(?:\\\\x\\{([0-9A-Fa-f]{1,6})\\}|\\\\?((?s:.)))";
  private static final Pattern ONE = Pattern.compile(CHARACTER);
  private static final Pattern RANGE = Pattern.compile(CHARACTER + "-" + CHARACTER);
  private static final Pattern ASKED_FOR = Pattern.compile("\\(\\?[a-zA-Z]*i");

  private CaseFolding() {}

  /** Whether {@code regex} itself asks for any case, whatever flags it is compiled with. */
  static boolean isAskedForIn(String regex) {
    return ASKED_FOR.matcher(regex).find();
  }

  /** True when {@code regex} may be compiled for matching in any case. */
  static boolean isSafeFor(String regex) {
    return !holdsUnfoldable(regex) && !spansUnfoldable(regex);
  }

  private static boolean holdsUnfoldable(String regex) {
    Matcher one = ONE.matcher(regex);
    while (one.find()) {
      int point = point(one, 1);
      if (point >= FIRST_UNFOLDABLE && point <= LAST_UNFOLDABLE) {
        return true;
      }
    }
    return false;
  }

  private static boolean spansUnfoldable(String regex) {
    Matcher range = RANGE.matcher(regex);
    for (int from = 0; range.find(from); from = range.start() + 1) {
      if (point(range, 1) <= LAST_UNFOLDABLE && point(range, 3) >= FIRST_UNFOLDABLE) {
        return true;
      }
    }
    return false;
  }

  /** The character that group {@code group} gives in hex, or the one after it as itself. */
  private static int point(Matcher matcher, int group) {
    String hex = matcher.group(group);
    return hex == null ? matcher.group(group + 1).codePointAt(0) : Integer.parseInt(hex, 16);
  }
}
