package dev.logtail.cli;

import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/** Surroundings of a program that runs inside of a test: pipes, and a machine's own clock. */
final class TestEnvironments {
  private TestEnvironments() {}

  static Environment with(
      Map<String, String> variables, PrintStream err, Secrets secrets, OutputStream out) {
    return new Environment(
        out,
        err,
        secrets,
        variables,
        TerminalFacts.of(variables, false, false, false),
        stop -> {},
        WallClock.system(),
        Ticker.system(),
        1L << 28);
  }
}
