package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the console is shown, and what only it knows. */
@Under(Heading.OUTPUT)
final class ConsoleOptions {
  /**
   * @param mouse whether wheel and click do something
   * @param crash whether the console is to fail once it shows, to prove what is left of the
   *     terminal
   */
  record Settings(boolean mouse, boolean crash) {}

  @Under(Heading.OPTIONS)
  @Option(names = "--lines", description = "Print lines, also on a terminal.")
  private boolean lines;

  @Option(
      names = "--mouse",
      description =
          "In the console wheel and click do something; selecting text then needs Shift in most "
              + "terminals.")
  private boolean mouse;

  @Option(names = "--debug-crash", hidden = true)
  private boolean crash;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** How the console behaves; empty where lines are to be printed. */
  Optional<Settings> settings(Environment environment, FormOptions form) {
    if (lines || form.isChosen()) {
      NeedlessOptions.refuse(command, "--mouse", "is for the console, and lines were asked for");
      return Optional.empty();
    }
    return Optional.of(new Settings(mouse, crash))
        .filter(settings -> environment.terminal().canShowConsole());
  }
}
