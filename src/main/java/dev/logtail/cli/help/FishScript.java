package dev.logtail.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes fish's completion script: a {@code complete} line for each command and option. */
final class FishScript {
  private final List<String> lines = new ArrayList<>();

  private FishScript() {}

  static String of(CommandSpec root) {
    FishScript script = new FishScript();
    List<CommandPage> pages = CommandPage.all(root);
    pages.forEach(script::add);
    String paths =
        pages.stream()
            .map(CommandPage::path)
            .filter(path -> !path.isEmpty())
            .map(FishScript::quoted)
            .collect(Collectors.joining(" "));
    return CompletionScript.frame("completion.fish").replace("@PATHS@", paths)
        + String.join("\n", script.lines)
        + "\n";
  }

  private void add(CommandPage page) {
    for (CommandPage next : page.below()) {
      add(argument(page) + " -a " + next.name() + " -d " + quoted(next.title()));
    }
    if (page.below().isEmpty() && !(page.argumentKind() instanceof ValueKind.Free)) {
      add(argument(page) + words(page.argumentKind()).replaceFirst("^ -x", ""));
    }
    page.options().forEach(option -> add("-n " + quoted(at(page)) + option(option)));
  }

  private static String at(CommandPage page) {
    return ("__logtail_at " + page.path()).strip();
  }

  private static String argument(CommandPage page) {
    return "-n " + quoted(("__logtail_argument_of " + page.path()).strip());
  }

  private static String option(OptionSpec option) {
    StringBuilder line = new StringBuilder();
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (CommandPage.takesValue(option) && !CommandPage.valueIsOptional(option)) {
      line.append(words(ValueKind.of(option)));
    }
    return line + " -d " + quoted(CommandPage.summary(option));
  }

  private static String words(ValueKind kind) {
    if (kind instanceof ValueKind.Words words) {
      return " -x -a " + quoted(String.join(" ", words.words()));
    }
    if (kind instanceof ValueKind.Asked asked) {
      return " -x -a '(__logtail_ask " + asked.what() + ")'";
    }
    return kind instanceof ValueKind.Files ? " -r -F" : " -x";
  }

  private void add(String line) {
    lines.add("complete -c logtail " + line);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
