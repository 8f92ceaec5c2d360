package dev.logtail.cli;

import dev.logtail.model.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line in our words: what was typed, why it won't do, which known
 * word is nearest.
 */
final class UsageErrors {
  private static final Pattern WRONG_TYPE = Pattern.compile("'(.*)' is not an? (\\w+)");

  private static final Pattern WITHOUT_VALUE =
      Pattern.compile("parameter for option|^Expected parameter");

  private UsageErrors() {}

  /** One line, which ends with where help is. */
  static String words(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String what = mistake(e);
    return what
        + (what.endsWith("?") ? " See '" : "; see '")
        + command.qualifiedName()
        + " --help'";
  }

  /** One line that tells the mistake alone. */
  static String mistake(ParameterException e) {
    return oneLine(what(e, e.getCommandLine().getCommandSpec()));
  }

  private static String what(ParameterException e, CommandSpec command) {
    if (e.getCause() instanceof ParameterException wrong && said(e).startsWith(said(wrong))) {
      return what(wrong, command) + said(e).substring(said(wrong).length());
    }
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String typed = unmatched.getUnmatched().get(0);
      return typed.startsWith("-") && typed.length() > 1
          ? unknownOption(typed.replaceFirst("=.*", ""), command)
          : unexpectedWord(typed, command);
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing);
    }
    return e.getArgSpec() == null ? String.valueOf(e.getMessage()) : wrongValue(e, e.getArgSpec());
  }

  private static String unknownOption(String typed, CommandSpec command) {
    List<String> known =
        command.options().stream()
            .filter(option -> !option.hidden())
            .flatMap(option -> List.of(option.names()).stream())
            .toList();
    Optional<String> owner = commandWith(typed, command);
    if (owner.isPresent()) {
      return typed + " goes behind the command: " + owner.get() + " " + typed;
    }
    return "unknown option " + typed + nearestOption(typed, known);
  }

  /** The first command below this one that has such an option. */
  private static Optional<String> commandWith(String option, CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(below -> !below.usageMessage().hidden() && below.findOption(option) != null)
        .findFirst()
        .map(CommandSpec::qualifiedName);
  }

  /** One that begins like that goes before one that is spelled nearly so; dashes do not count. */
  private static String nearestOption(String typed, List<String> known) {
    String word = bare(typed);
    Optional<String> begun =
        known.stream()
            .filter(name -> word.length() > 1 && bare(name).startsWith(word))
            .min(Comparator.comparingInt(String::length));
    List<String> words = known.stream().filter(name -> name.startsWith("--")).toList();
    return begun
        .or(
            () ->
                Spelling.nearest(word, words.stream().map(UsageErrors::bare).toList())
                    .filter(near -> word.length() > 1))
        .map(near -> "; did you mean --" + bare(near) + "?")
        .orElse("");
  }

  private static String bare(String option) {
    return option.replaceFirst("^-+", "");
  }

  private static String unexpectedWord(String typed, CommandSpec command) {
    if (command.subcommands().isEmpty()) {
      return "'" + typed + "' is one word too many";
    }
    List<String> known =
        command.subcommands().entrySet().stream()
            .filter(below -> !below.getValue().getCommandSpec().usageMessage().hidden())
            .map(below -> below.getKey())
            .toList();
    String hint =
        Spelling.nearest(typed, known)
            .or(() -> Optional.of("'logtail follow " + typed + "'").filter(x -> isRoot(command)))
            .map(near -> "; did you mean " + near + "?")
            .orElseGet(() -> Spelling.hint(typed, known));
    return "unknown command '" + typed + "'" + hint;
  }

  private static boolean isRoot(CommandSpec command) {
    return command.parent() == null;
  }

  private static String missing(MissingParameterException e) {
    boolean value = WITHOUT_VALUE.matcher(said(e)).find();
    return value
        ? name(e.getMissing().get(0)) + " needs a value: " + kind(e.getMissing().get(0))
        : "missing " + labels(e.getMissing());
  }

  private static String labels(Collection<ArgSpec> args) {
    return args.stream()
        .map(arg -> arg.isOption() ? name(arg) + " " + arg.paramLabel() : arg.paramLabel())
        .collect(Collectors.joining(", "));
  }

  private static String wrongValue(ParameterException e, ArgSpec arg) {
    String why = e.getCause() instanceof TypeConversionException cause ? said(cause) : said(e);
    return name(arg) + ": " + inOurWords(why, String.valueOf(e.getValue()), arg);
  }

  private static String said(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /** picocli's own words for what is no word of a list, or no number; ours are left as they are. */
  private static String inOurWords(String why, String typed, ArgSpec arg) {
    List<String> known = known(arg);
    if (why.contains("expected one of [") && !known.isEmpty()) {
      return "'" + typed + "' is not known" + Spelling.hint(typed, known);
    }
    Matcher wrong = WRONG_TYPE.matcher(why);
    return wrong.find() ? wrongType(wrong.group(1), wrong.group(2)) : why;
  }

  private static String wrongType(String typed, String type) {
    if (type.equals("boolean")) {
      return "'" + typed + "' is neither true nor false";
    }
    if (typed.matches("[+-]?\\d+")) {
      return "'" + typed + "' is too large";
    }
    return "'" + typed + "' is no " + (type.matches("double|float") ? "number" : "whole number");
  }

  private static List<String> known(ArgSpec arg) {
    Iterable<String> words = arg.completionCandidates();
    return words == null ? List.of() : StreamSupport.stream(words.spliterator(), false).toList();
  }

  private static String kind(ArgSpec arg) {
    List<String> known = known(arg);
    return known.isEmpty() ? arg.paramLabel() : String.join(", ", known);
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
