package dev.logtail.cli.help;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes bash's completion script: tables of the command model in a script that reads them. */
final class BashScript {
  private final List<CommandPage> pages;

  private BashScript(CommandSpec root) {
    this.pages = CommandPage.all(root);
  }

  static String of(CommandSpec root) {
    BashScript script = new BashScript(root);
    return CompletionScript.frame("completion.bash")
        .replace("@COMMANDS@", script.commands())
        .replace("@VALUES@", script.values());
  }

  private String commands() {
    return pages.stream().map(BashScript::command).collect(Collectors.joining("\n"));
  }

  private static String command(CommandPage page) {
    String below = page.below().stream().map(CommandPage::name).collect(Collectors.joining(" "));
    String options = page.options().map(OptionSpec::longestName).collect(Collectors.joining(" "));
    return "    '"
        + page.path()
        + "')\n      commands='"
        + below
        + "'\n      options='"
        + options
        + "'\n      arguments='"
        + kind(page.argumentKind())
        + "'\n      ;;";
  }

  /** One case for each kind of value, since many options share one. */
  private String values() {
    Map<String, String> cases = new LinkedHashMap<>();
    for (CommandPage page : pages) {
      page.options()
          .filter(BashScript::hasValue)
          .forEach(
              option -> {
                for (String name : option.names()) {
                  cases.merge(
                      kind(ValueKind.of(option)),
                      "'" + page.path() + " " + name + "'",
                      (all, one) -> all + " | " + one);
                }
              });
    }
    return cases.entrySet().stream()
        .map(entry -> "    " + entry.getValue() + ") value='" + entry.getKey() + "' ;;")
        .collect(Collectors.joining("\n"));
  }

  /** A value that may be left out is behind a {@code =}, and no word of its own. */
  private static boolean hasValue(OptionSpec option) {
    return CommandPage.takesValue(option) && !CommandPage.valueIsOptional(option);
  }

  private static String kind(ValueKind kind) {
    if (kind instanceof ValueKind.Words words) {
      return "words " + String.join(" ", words.words());
    }
    if (kind instanceof ValueKind.Asked asked) {
      return "ask " + asked.what();
    }
    return kind instanceof ValueKind.Files ? "files" : "";
  }
}
