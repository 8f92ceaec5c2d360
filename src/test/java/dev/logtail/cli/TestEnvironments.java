package dev.logtail.cli;

import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/** Surroundings of a program that runs inside of a test: pipes, and this machine's own clock. */
public final class TestEnvironments {
  private TestEnvironments() {}

  public static Environment with(
      Map<String, String> variables, PrintStream err, Secrets secrets, OutputStream out) {
    return with(variables, err, secrets, out, stop -> {});
  }

  /** The same, of a program that can be told to stop. */
  public static Environment with(
      Map<String, String> variables,
      PrintStream err,
      Secrets secrets,
      OutputStream out,
      Environment.Interrupts interrupts) {
    return new Environment(
        out,
        err,
        secrets,
        variables,
        TerminalFacts.of(variables, false, false, false),
        interrupts,
        WallClock.system(),
        Ticker.system(),
        1L << 28);
  }
}
