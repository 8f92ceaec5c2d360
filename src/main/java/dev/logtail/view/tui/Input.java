package dev.logtail.view.tui;

/** What a user does to the console. */
public sealed interface Input permits Key, Input.Click, Input.Paste {
  /**
   * The left button, pressed.
   *
   * @param row from the top, 0 first, as {@code column} from the left
   */
  record Click(int row, int column) implements Input {}

  /** Text that was pasted: one line without control characters, and not typed by anybody. */
  record Paste(String text) implements Input {}
}
