package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Motion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What follows from what the user does. */
final class InputActions {
  private static final int WHEEL_LINES = 3;

  private static final ConsoleAction PASTE_IGNORED =
      new ConsoleAction.Tell("pasted text was ignored: paste it at a prompt, such as / or &");

  private InputActions() {}

  /** What {@code input} asks for while {@code mode} is on; nothing when it means nothing. */
  static List<ConsoleAction> of(Input input, Mode mode) {
    if (input instanceof Input.Paste paste) {
      return List.of(
          mode instanceof Mode.Typing ? new ConsoleAction.Type(paste.text()) : PASTE_IGNORED);
    }
    if (input instanceof Input.Click click) {
      return List.of(new ConsoleAction.Click(click.row(), click.column()));
    }
    Optional<Motion> wheel = wheel((Key) input);
    return wheel.isPresent()
        ? List.of(repeated(wheel.get()))
        : KeyBindings.actionOf((Key) input, mode).stream().toList();
  }

  private static ConsoleAction[] repeated(Motion motion) {
    ConsoleAction[] lines = new ConsoleAction[WHEEL_LINES];
    Arrays.fill(lines, new ConsoleAction.Move(motion));
    return lines;
  }

  private static Optional<Motion> wheel(Key key) {
    if (key.equals(Key.WHEEL_UP)) {
      return Optional.of(Motion.SCROLL_UP);
    }
    return key.equals(Key.WHEEL_DOWN) ? Optional.of(Motion.SCROLL_DOWN) : Optional.empty();
  }
}
