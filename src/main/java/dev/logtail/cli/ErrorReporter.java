package dev.logtail.cli;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place where a failure becomes words on standard error and an exit status: one line, or
 * one and a picture, made safe.
 */
final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final int MOST_CAUSES = 20;

  private final PrintStream err;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  ErrorReporter(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String hint = suggestion(e);
    String help = "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
    say(oneLine(String.valueOf(e.getMessage())) + hint + help);
    return ExitCode.USAGE.code();
  }

  private static String suggestion(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    String typed = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().get(0);
    return unmatched.getSuggestions().stream()
        .max(Comparator.comparingInt(known -> commonStart(typed, known)))
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse("");
  }

  private static int commonStart(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    if (e instanceof UserError error) {
      say(String.valueOf(error.getMessage()));
      error.picture().forEach(row -> err.println("  " + safe.plain(row)));
      return error.exitCode().code();
    }
    List<Throwable> causes = causes(e);
    say(
        "a defect of "
            + new Version().getVersion()[0]
            + "; please report this line: "
            + inWords(causes.get(causes.size() - 1)));
    if (isVerbose(result)) {
      causes.subList(0, causes.size() - 1).forEach(cause -> say("told as " + inWords(cause)));
    }
    return ExitCode.INTERNAL.code();
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
    return oneLine(e.toString()) + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static boolean isVerbose(ParseResult result) {
    return result.hasMatchedOption("--verbose")
        || (result.hasSubcommand() && isVerbose(result.subcommand()));
  }

  private void say(String message) {
    err.println("logtail: " + safe.plain(message));
  }
}
