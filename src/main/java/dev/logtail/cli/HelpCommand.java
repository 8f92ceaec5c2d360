package dev.logtail.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
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
      "A command's name shows the same as its --help. Topics: targets, filter, times, formats, "
          + "templates, alerts, keys, debug-commands, exit-codes, environment.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  logtail help follow", "  logtail help filter", "  logtail help keys | less"})
final class HelpCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND|TOPIC",
      completionCandidates = HelpTopic.Words.class,
      description = "What to tell about. Default: what commands there are.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  private final Environment environment;

  HelpCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    String page = new HelpPages(spec.root().commandLine()).of(words);
    environment.out().write(page.getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE.code();
  }
}
