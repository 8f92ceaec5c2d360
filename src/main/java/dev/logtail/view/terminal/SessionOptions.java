package dev.logtail.view.terminal;

import dev.logtail.view.terminal.ClipboardSequence.Multiplexer;
import java.util.Map;

/**
 * How a terminal is borrowed.
 *
 * @param mouse whether clicks and the wheel are to be told; the terminal's own selecting then needs
 *     Shift
 */
public record SessionOptions(boolean mouse, Multiplexer multiplexer) {
  /** With what {@code environment} says about the terminal. */
  public static SessionOptions of(Map<String, String> environment, boolean mouse) {
    return new SessionOptions(
        mouse,
        Multiplexer.of(environment.getOrDefault("STY", ""), environment.getOrDefault("TMUX", "")));
  }

  /** Other screen, no cursor, nothing wider than expected runs on, what is pasted is marked. */
  String enter() {
    return "\033[?1049h\033[?25l\033[?7l\033[?2004h" + (mouse ? "\033[?1000h\033[?1006h" : "");
  }

  /** Ends a scroll region and all styles and modes, shows the cursor, and goes back. */
  String leave() {
    return (mouse ? "\033[?1006l\033[?1000l" : "")
        + "\033[?2004l\033[r\033[0m\033[?7h\033[?25h\033[?1049l";
  }
}
