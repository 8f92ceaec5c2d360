package dev.logtail.view.terminal;

import java.util.Map;

/** Copies its first argument, with {@code \\e} for ESC, and ends. For a test on a real terminal. */
public final class CopyingProgram {
  private CopyingProgram() {}

  public static void main(String[] args) throws Exception {
    SessionOptions options = SessionOptions.of(Map.of(), false);
    try (TerminalSession session = TerminalSession.open(options)) {
      session.enterScreen();
      session.copy(args[0].replace("\\e", "\033"));
    }
  }
}
