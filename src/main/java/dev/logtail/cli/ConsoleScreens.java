package dev.logtail.cli;

import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.SessionOptions;
import dev.logtail.view.terminal.TerminalSession;
import dev.logtail.view.tui.ConsoleScreen;
import dev.logtail.view.tui.CrashingScreen;
import dev.logtail.view.tui.LanternaScreen;
import java.io.IOException;
import java.util.Map;

/** Opens the terminal for the console, and the console's screen on it. */
record ConsoleScreens(
    Map<String, String> variables, ColorDepth depth, ConsoleOptions.Settings settings) {
  TerminalSession terminal() throws IOException {
    return TerminalSession.open(SessionOptions.of(variables, settings.mouse()));
  }

  ConsoleScreen on(TerminalSession terminal) {
    ConsoleScreen screen = new LanternaScreen(terminal, depth);
    return settings.crash() ? new CrashingScreen(screen) : screen;
  }
}
