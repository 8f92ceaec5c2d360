package dev.logtail.cli;

import dev.logtail.model.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Finds what {@code logtail help} is to tell.
 *
 * @param root the whole program
 */
record HelpPages(CommandLine root) {
  /** The page on what {@code words} name: a topic, or a command. */
  String of(List<String> words) {
    Optional<HelpTopic> topic =
        words.size() == 1 ? HelpTopic.named(words.get(0)) : Optional.empty();
    return topic
        .map(named -> String.join("\n", named.page()).stripTrailing() + "\n")
        .orElseGet(() -> command(words).getUsageMessage(root.getColorScheme()));
  }

  private CommandLine command(List<String> words) {
    CommandLine command = root;
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new UserError(
            ExitCode.USAGE, "there is no help on '" + word + "'" + hint(word, command));
      }
      command = next;
    }
    return command;
  }

  private static String hint(String word, CommandLine command) {
    List<String> known = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              if (!below.getCommandSpec().usageMessage().hidden()) {
                known.add(name);
              }
            });
    if (command.getParent() == null) {
      new HelpTopic.Words().forEach(known::add);
    }
    return known.isEmpty() ? "" : Spelling.hint(word, known);
  }
}
