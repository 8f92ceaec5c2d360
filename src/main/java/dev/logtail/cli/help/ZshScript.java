package dev.logtail.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes zsh's completion script: a function with the {@code _arguments} of each command. */
final class ZshScript {
  private ZshScript() {}

  static String of(CommandSpec root) {
    String functions =
        CommandPage.all(root).stream().map(ZshScript::function).collect(Collectors.joining("\n\n"));
    return CompletionScript.frame("completion.zsh").replace("@FUNCTIONS@", functions);
  }

  private static String function(CommandPage page) {
    List<String> specs = new ArrayList<>();
    page.options().forEach(option -> specs.add(spec(option)));
    boolean parent = !page.below().isEmpty();
    if (parent) {
      specs.add("'1: :->command'");
      specs.add("'*:: :->rest'");
    } else {
      page.arguments().forEach(argument -> specs.add(spec(argument)));
    }
    return name(page)
        + "() {\n  _arguments "
        + (parent ? "-C " : "")
        + "-s -S \\\n    "
        + String.join(" \\\n    ", specs)
        + (parent ? choice(page) : "")
        + "\n}";
  }

  /** {@code _logtail_command}, {@code _logtail_command_config_use-context}. */
  private static String name(CommandPage page) {
    return "_logtail_command" + (page.path().isEmpty() ? "" : "_" + page.path().replace(' ', '_'));
  }

  private static String choice(CommandPage page) {
    String known =
        page.below().stream()
            .map(next -> CompletionScript.quoted(next.name() + ":" + next.title()))
            .collect(Collectors.joining("\n        "));
    String cases =
        page.below().stream()
            .map(next -> "        " + next.name() + ") " + name(next) + " ;;")
            .collect(Collectors.joining("\n"));
    return """

      case $state in
        command)
          local -a known
          known=(
            %s
          )
          _describe -t commands command known
          ;;
        rest)
          case $line[1] in
    %s
          esac
          ;;
      esac"""
        .replaceFirst("%s", Matcher.quoteReplacement(known))
        .replaceFirst("%s", Matcher.quoteReplacement(cases));
  }

  private static String spec(OptionSpec option) {
    String names = String.join(" ", option.names());
    boolean repeats = option.isMultiValue();
    String others =
        option.usageHelp() || option.versionHelp()
            ? "'(- *)'"
            : repeats ? "'*'" : option.names().length > 1 ? "'(" + names + ")'" : "";
    List<String> forms = new ArrayList<>();
    for (String name : option.names()) {
      forms.add(name + mark(option, name));
    }
    String all = forms.size() == 1 ? forms.get(0) : "{" + String.join(",", forms) + "}";
    String rest = "[" + escaped(CommandPage.summary(option)) + "]" + value(option);
    return others + all + CompletionScript.quoted(rest);
  }

  /** How a value follows the name. */
  private static String mark(OptionSpec option, String name) {
    if (!CommandPage.takesValue(option)) {
      return "";
    }
    boolean word = name.startsWith("--");
    return CommandPage.valueIsOptional(option) ? "=-" : word ? "=" : "+";
  }

  private static String value(OptionSpec option) {
    if (!CommandPage.takesValue(option)) {
      return "";
    }
    return (CommandPage.valueIsOptional(option) ? "::" : ":")
        + label(option)
        + ":"
        + action(option);
  }

  private static String spec(PositionalParamSpec argument) {
    String place = argument.arity().max() > 1 || argument.isMultiValue() ? "*" : "";
    return CompletionScript.quoted(place + ":" + label(argument) + ":" + action(argument));
  }

  private static String label(ArgSpec arg) {
    return arg.paramLabel().replace(":", "\\:");
  }

  private static String action(ArgSpec arg) {
    ValueKind kind = ValueKind.of(arg);
    if (kind instanceof ValueKind.Words words) {
      // To zsh, a word that begins with = is the path of a program: nobody types one as a value.
      return words.words().stream()
          .filter(word -> !word.startsWith("="))
          .collect(Collectors.joining(" ", "(", ")"));
    }
    if (kind instanceof ValueKind.Asked asked) {
      return "_logtail_ask " + asked.what();
    }
    return kind instanceof ValueKind.Files ? "_files" : " ";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }
}
