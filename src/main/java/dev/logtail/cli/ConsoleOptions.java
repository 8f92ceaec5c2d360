package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import picocli.CommandLine.Option;

/** What only the console knows. */
@Under(Heading.OUTPUT)
final class ConsoleOptions {
  /**
   * @param mouse whether wheel and click do something
   * @param crash whether the console is to fail once it shows, to prove what is left of the
   *     terminal
   */
  record Settings(boolean mouse, boolean crash) {}

  @Option(
      names = "--mouse",
      description =
          "In the console wheel and click do something; selecting text then needs Shift in most "
              + "terminals.")
  private boolean mouse;

  @Option(names = "--debug-crash", hidden = true)
  private boolean crash;

  Settings settings() {
    return new Settings(mouse, crash);
  }
}
