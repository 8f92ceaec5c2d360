package dev.logtail.cli;

import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the program gets from its process, so that a test can give it something else.
 *
 * @param out standard output, unbuffered and without {@link PrintStream}'s habit of hiding a broken
 *     pipe
 * @param heapBytes how large the heap may grow
 */
public record Environment(
    OutputStream out,
    PrintStream err,
    Secrets secrets,
    Map<String, String> variables,
    TerminalFacts terminal,
    Interrupts interrupts,
    WallClock clock,
    Ticker ticker,
    long heapBytes) {
  /** How a command learns that Ctrl-C or a termination signal has come. */
  @FunctionalInterface
  public interface Interrupts {
    /**
     * Runs {@code stop} when the program is told to stop; its command then has three seconds to
     * return.
     */
    void onStop(Runnable stop);

    /**
     * Runs {@code last} when the program has to end at once: at a second Ctrl-C, or when those
     * three seconds are over. It is not waited for long, and the command is still running.
     */
    default void onLast(Runnable last) {}
  }

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** The same process with no variable set, for what must not depend on them. */
  Environment withoutVariables() {
    return new Environment(
        out, err, secrets, Map.of(), terminal, interrupts, clock, ticker, heapBytes);
  }

  /** The same process without some variables. */
  Environment without(EnvironmentVariable... unset) {
    Map<String, String> others = new HashMap<>(variables);
    for (EnvironmentVariable variable : unset) {
      others.remove(variable.name());
    }
    return new Environment(
        out, err, secrets, others, terminal, interrupts, clock, ticker, heapBytes);
  }

  /** The value of a variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }
}
