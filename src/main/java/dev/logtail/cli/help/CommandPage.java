package dev.logtail.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as people are told of it: what manual pages and completion scripts are made of.
 *
 * @param path its name behind the program's, empty for the program itself
 */
record CommandPage(String path, CommandSpec command) {
  /** The program and all its commands that are not hidden, each before those below it. */
  static List<CommandPage> all(CommandSpec root) {
    List<CommandPage> pages = new ArrayList<>();
    collect(new CommandPage("", root), pages);
    return pages;
  }

  private static void collect(CommandPage page, List<CommandPage> pages) {
    pages.add(page);
    page.below().forEach(next -> collect(next, pages));
  }

  /** The commands directly below this one. */
  List<CommandPage> below() {
    return command.subcommands().entrySet().stream()
        .map(entry -> below(entry))
        .filter(page -> !page.command().usageMessage().hidden())
        .toList();
  }

  private CommandPage below(Map.Entry<String, CommandLine> entry) {
    String name = path.isEmpty() ? entry.getKey() : path + " " + entry.getKey();
    return new CommandPage(name, entry.getValue().getCommandSpec());
  }

  /** The last word of the path, or the program's name. */
  String name() {
    return path.isEmpty() ? command.name() : path.substring(path.lastIndexOf(' ') + 1);
  }

  /** What it does, in a few words. */
  String title() {
    return String.join(" ", command.usageMessage().header()).strip();
  }

  /** The options that people are shown. */
  Stream<OptionSpec> options() {
    return command.options().stream().filter(option -> !option.hidden());
  }

  List<PositionalParamSpec> arguments() {
    return command.positionalParameters().stream().filter(arg -> !arg.hidden()).toList();
  }

  /** What its arguments are. */
  ValueKind argumentKind() {
    return arguments().stream().findFirst().map(ValueKind::of).orElseGet(ValueKind.Free::new);
  }

  /** What {@code arg} is for, with all that the model fills in. */
  static String description(ArgSpec arg) {
    String text =
        String.join(" ", arg.description())
            .replace("${COMPLETION-CANDIDATES}", String.join(", ", ValueKind.known(arg)))
            .replace("${DEFAULT-VALUE}", String.valueOf(arg.defaultValueString()));
    return text.replace("%%", "%").replace("$$", "$").strip();
  }

  /** Its first sentence, which is what fits beside a word. */
  static String summary(ArgSpec arg) {
    String text = description(arg);
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** Whether a value follows, or has to be attached by {@code =}. */
  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** Whether the option does without its value. */
  static boolean valueIsOptional(OptionSpec option) {
    return takesValue(option) && option.arity().min() == 0;
  }
}
