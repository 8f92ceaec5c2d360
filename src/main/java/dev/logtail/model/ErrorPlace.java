package dev.logtail.model;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * Where in a text that a user typed something cannot be understood, so that every error about such
 * a text shows its place alike.
 *
 * @param text all that was typed
 * @param index where in it the error is, in chars; its length for the end
 */
public record ErrorPlace(String text, int index) {
  /** Longer texts are shown from around the place of the error, in code points. */
  private static final int MOST_BEFORE = 60;

  private static final int MOST_AFTER = 30;

  /** The number of the place's code point, from 1; one more than there are at the end. */
  public int column() {
    return text.codePointCount(0, index) + 1;
  }

  /**
   * Two lines: what was typed, or the part of it around the error, and a caret under the error.
   *
   * <pre>
   *   level &gt;= WARNIN and worker ~ dragon
   *            ^
   * </pre>
   *
   * @param safe makes text harmless for where it is shown
   * @param cells how many columns such text takes there
   */
  public List<String> picture(UnaryOperator<String> safe, ToIntFunction<String> cells) {
    String line = text.replaceAll("\\p{Cntrl}|\u2028|\u2029", " ");
    int points = line.codePointCount(0, index);
    int start = points > MOST_BEFORE ? line.offsetByCodePoints(index, -MOST_BEFORE) : 0;
    boolean cut = line.codePointCount(index, line.length()) > MOST_AFTER;
    int end = cut ? line.offsetByCodePoints(index, MOST_AFTER) : line.length();
    String before = safe.apply((start > 0 ? "…" : "") + line.substring(start, index));
    String after = safe.apply(line.substring(index, end) + (cut ? "…" : ""));
    return List.of(before + after, " ".repeat(cells.applyAsInt(before)) + "^");
  }
}
