package dev.logtail.view.tui;

import dev.logtail.view.style.CellWidth;

/**
 * A line of text that is being typed.
 *
 * @param cursor before which char the next one goes
 */
public record LineEdit(String text, int cursor) {
  static final LineEdit EMPTY = new LineEdit("", 0);

  public LineEdit {
    if (cursor < 0 || cursor > text.length()) {
      throw new IllegalArgumentException("no cursor at " + cursor + " of '" + text + "'");
    }
  }

  /** The text with the cursor behind it. */
  static LineEdit of(String text) {
    return new LineEdit(text, text.length());
  }

  /** What stands before the cursor. */
  String before() {
    return text.substring(0, cursor);
  }

  LineEdit insert(String more) {
    return replace(cursor, more);
  }

  /** Puts {@code other} in place of what stands from {@code start} to the cursor. */
  LineEdit replace(int start, String other) {
    return new LineEdit(
        text.substring(0, start) + other + text.substring(cursor), start + other.length());
  }

  LineEdit erase(ConsoleAction.Stretch what) {
    return switch (what) {
      case CHARACTER -> replace(previous(), "");
      case NEXT_CHARACTER -> new LineEdit(before() + text.substring(next()), cursor);
      case WORD -> replace(wordStart(), "");
      case TO_START -> replace(0, "");
      case TO_END -> new LineEdit(before(), cursor);
    };
  }

  LineEdit moved(ConsoleAction.Motion motion) {
    return switch (motion) {
      case LEFT -> new LineEdit(text, previous());
      case RIGHT -> new LineEdit(text, next());
      case TOP -> new LineEdit(text, 0);
      case BOTTOM -> of(text);
      default -> this;
    };
  }

  private int previous() {
    int start = 0;
    for (String grapheme : CellWidth.graphemes(before())) {
      start = cursor - grapheme.length();
    }
    return start;
  }

  private int next() {
    for (String grapheme : CellWidth.graphemes(text.substring(cursor))) {
      return cursor + grapheme.length();
    }
    return cursor;
  }

  private int wordStart() {
    int start = cursor;
    while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
