package dev.logtail.view.tui;

/** Which part of the log is on the screen. */
public sealed interface Position {
  /** The newest entry is at the bottom, whatever comes. */
  record Following() implements Position {}

  /**
   * The screen begins with this line, whatever comes.
   *
   * @param entry the absolute number of an entry; when it is not held or not shown, the next one
   *     that is stands for it
   * @param line which of the entry's lines, from 0
   */
  record At(long entry, int line) implements Position {
    boolean isAfter(At other) {
      return entry > other.entry || (entry == other.entry && line > other.line);
    }
  }
}
