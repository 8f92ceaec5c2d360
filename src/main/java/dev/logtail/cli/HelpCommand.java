package dev.logtail.cli;

import dev.logtail.model.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtail help}: what the program does, what a command does, or a page on a topic. */
@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    header = "Tells about a command or a topic.",
    description = {
      "",
      "A command's name shows the same as its --help. Topics: targets, filter, keys, exit-codes, "
          + "environment.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  logtail help follow", "  logtail help filter", "  logtail help keys | less"})
final class HelpCommand implements Callable<Integer> {
  /** For completion in shells. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(HelpTopic.values()).map(HelpTopic::toString).iterator();
    }
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND|TOPIC",
      completionCandidates = Words.class,
      description = "What to tell about. Default: what commands there are.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  private final Environment environment;

  HelpCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine root = spec.root().commandLine();
    Optional<HelpTopic> topic =
        words.size() == 1 ? HelpTopic.named(words.get(0)) : Optional.empty();
    if (topic.isPresent()) {
      String page = String.join("\n", topic.get().page()).stripTrailing() + "\n";
      environment.out().write(page.getBytes(StandardCharsets.UTF_8));
    } else {
      CommandLine meant = command(root);
      meant.usage(root.getOut());
    }
    return ExitCode.DONE.code();
  }

  private CommandLine command(CommandLine root) {
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
      new Words().forEach(known::add);
    }
    return known.isEmpty() ? "" : Spelling.hint(word, known);
  }
}
