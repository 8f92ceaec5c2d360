package dev.logtail.view.terminal;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What can be known about the terminal before one is opened: enough to choose between the console
 * and lines, and to colour lines. Loads no JLine class, so that printing lines starts fast.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is a terminal
 * @param errors whether standard error is a terminal
 * @param depth what {@code TERM} and {@code COLORTERM} promise, {@link ColorDepth#NONE} where
 *     {@code NO_COLOR} is set; says nothing about whether the output is a terminal at all
 * @param dumb true when {@code TERM} is missing or "dumb": nothing but lines can be shown
 * @param columns the terminal's width, where {@code COLUMNS} tells it
 */
public record TerminalFacts(
    boolean input,
    boolean output,
    boolean errors,
    ColorDepth depth,
    boolean dumb,
    OptionalInt columns) {
  private static final int MOST_COLUMNS = 10_000;

  /**
   * Asks the JVM and the environment.
   *
   * @param terminals which of 0, 1 and 2 the launcher found to be terminals, for example "01" or
   *     "2"; "?" where nobody looked: then the JVM is asked, which only knows whether both are
   */
  public static TerminalFacts detect(Map<String, String> environment, String terminals) {
    if (terminals.equals("?")) {
      boolean both = isInteractive(System.console());
      return of(environment, both, both, both);
    }
    return of(
        environment, terminals.contains("0"), terminals.contains("1"), terminals.contains("2"));
  }

  /** The facts that follow from {@code environment} when it is known what the streams are. */
  public static TerminalFacts of(
      Map<String, String> environment, boolean input, boolean output, boolean errors) {
    String term = environment.getOrDefault("TERM", "");
    boolean colourless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new TerminalFacts(
        input,
        output,
        errors,
        colourless
            ? ColorDepth.NONE
            : ColorDepth.of(term, environment.getOrDefault("COLORTERM", "")),
        term.isEmpty() || term.equals("dumb"),
        columns(environment.getOrDefault("COLUMNS", "")));
  }

  /** True when a full-screen console can be shown. */
  public boolean canShowConsole() {
    return input && output && !dumb;
  }

  private static OptionalInt columns(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      return OptionalInt.empty();
    }
    int columns = Integer.parseInt(text);
    return columns <= MOST_COLUMNS ? OptionalInt.of(columns) : OptionalInt.empty();
  }

  /** Since Java 22 there is a Console without a terminal, and a method that tells. */
  private static boolean isInteractive(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      Method isTerminal = Console.class.getMethod("isTerminal");
      return Boolean.TRUE.equals(isTerminal.invoke(console));
    } catch (ReflectiveOperationException beforeJava22) {
      return true;
    }
  }
}
