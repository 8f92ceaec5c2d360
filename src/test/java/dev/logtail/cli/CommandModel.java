package dev.logtail.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command, hidden ones too, from the model that the program runs on. */
public final class CommandModel {
  private CommandModel() {}

  /**
   * The longest name of each option, by command; a command below another one by both names. Aliases
   * are left out.
   */
  public static Map<String, List<String>> options(Environment environment) {
    Map<String, List<String>> found = new TreeMap<>();
    collect("", new Logtail(environment).commandLine(), found);
    return found;
  }

  private static void collect(String name, CommandLine command, Map<String, List<String>> found) {
    found.put(
        name.isEmpty() ? "logtail" : name,
        command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList());
    command
        .getSubcommands()
        .forEach(
            (word, below) -> {
              if (below.getCommandName().equals(word)) {
                collect((name + " " + word).strip(), below, found);
              }
            });
  }
}
