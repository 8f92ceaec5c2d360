package dev.logtail.cli;

import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes fish's completion script from the command model; picocli has none of its own. */
final class FishCompletion {
  private final StringBuilder out = new StringBuilder();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  /** One {@code complete} line for each command and option of {@code root} and its commands. */
  static String of(CommandSpec root) {
    FishCompletion script = new FishCompletion(root.name());
    script.out.append("# fish completion for ").append(root.name()).append('\n');
    script.line("-f");
    script.options(root, "__fish_use_subcommand");
    for (Map.Entry<String, CommandLine> command : root.subcommands().entrySet()) {
      CommandSpec spec = command.getValue().getCommandSpec();
      script.command(command.getKey(), spec);
      script.options(spec, "__fish_seen_subcommand_from " + command.getKey());
    }
    return script.out.toString();
  }

  private void command(String name, CommandSpec spec) {
    line(
        "-n __fish_use_subcommand -a "
            + name
            + " -d "
            + quoted(first(spec.usageMessage().header())));
    spec.positionalParameters().stream()
        .map(CommandLine.Model.PositionalParamSpec::completionCandidates)
        .filter(Objects::nonNull)
        .forEach(
            words ->
                line(
                    "-n '__fish_seen_subcommand_from "
                        + name
                        + "' -a "
                        + quoted(String.join(" ", words))));
  }

  private void options(CommandSpec spec, String condition) {
    for (OptionSpec option : spec.options()) {
      if (option.hidden()) {
        continue;
      }
      StringBuilder line = new StringBuilder("-n '" + condition + "'");
      for (String name : option.names()) {
        line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
      }
      if (option.arity().max() > 0) {
        line.append(isFile(option) ? " -r -F" : " -x");
      }
      if (option.completionCandidates() != null) {
        line.append(" -a ").append(quoted(String.join(" ", option.completionCandidates())));
      }
      line.append(" -d ").append(quoted(first(option.description())));
      line(line.toString());
    }
  }

  private static boolean isFile(OptionSpec option) {
    return option.paramLabel().startsWith("FILE");
  }

  private void line(String rest) {
    out.append("complete -c ").append(program).append(' ').append(rest).append('\n');
  }

  /** The first sentence, which is what fits beside a word. */
  private static String first(String[] texts) {
    String text = String.join(" ", texts).strip();
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
