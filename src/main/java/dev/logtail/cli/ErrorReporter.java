package dev.logtail.cli;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The one place where a failure becomes words on standard error and an exit status: one line, or
 * one and a picture, made safe.
 */
final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final int MOST_CAUSES = 20;

  /** So many times -v. */
  private static final int TRACES = 3;

  private final PrintStream err;
  private final boolean traces;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  /**
   * @param args the command line, which may ask for stack traces
   */
  ErrorReporter(PrintStream err, String... args) {
    this.err = err;
    this.traces = wantsTraces(args);
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    say(UsageErrors.words(e));
    return ExitCode.USAGE.code();
  }

  /** True where stack traces are asked for: all else depends on the command, this must not. */
  private static boolean wantsTraces(String... args) {
    long asked =
        Stream.of(args)
            .takeWhile(word -> !word.equals("--"))
            .mapToLong(ErrorReporter::loudness)
            .sum();
    return asked >= TRACES;
  }

  private static long loudness(String word) {
    return word.equals("--verbose") ? 1 : word.matches("-v+") ? word.length() - 1L : 0;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    if (e instanceof UserError error) {
      say(String.valueOf(error.getMessage()));
      error.picture().forEach(row -> err.println("  " + safe.plain(row)));
      trace(e);
      return error.exitCode().code();
    }
    return defect(e);
  }

  /** Tells of a failure that is nobody's fault but ours; returns the exit status. */
  int defect(Throwable e) {
    List<Throwable> causes = causes(e);
    say(
        "a defect of "
            + new Version().getVersion()[0]
            + "; please report this line: "
            + inWords(causes.get(causes.size() - 1))
            + (traces ? "" : "; -vvv shows more"));
    trace(e);
    return ExitCode.INTERNAL.code();
  }

  /** Foreign text can be part of a stack trace too. */
  private void trace(Throwable e) {
    if (traces) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(row -> err.println("  " + safe.plain(row)));
    }
  }

  /** The failure, its cause, the cause of that … */
  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable next = e; next != null && causes.size() < MOST_CAUSES; next = next.getCause()) {
      causes.add(next);
    }
    return causes;
  }

  private static String inWords(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return UsageErrors.oneLine(e.toString()) + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private void say(String message) {
    err.println("logtail: " + safe.plain(message));
  }
}
