package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ColorDepth;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how tables are coloured. */
@Under(Heading.OUTPUT)
final class ColorOptions {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "${COMPLETION-CANDIDATES}. Auto: on a terminal, unless NO_COLOR is set or TERM "
              + "is dumb; CLICOLOR_FORCE colours a pipe too.")
  private LookOptions.Color color = LookOptions.Color.AUTO;

  @Option(
      names = "--theme",
      paramLabel = "NAME",
      completionCandidates = LookOptions.ThemeNames.class,
      description =
          "Colours: ${COMPLETION-CANDIDATES}; basic are the terminal's own sixteen. Default: the "
              + "environment's LOGTAIL_THEME, then the configuration's theme, then auto.")
  private Optional<String> theme = Optional.empty();

  /** The colours of a table and how many of them the terminal has. */
  record Ink(Theme theme, ColorDepth depth) {}

  Ink ink(Environment environment, Defaults defaults) {
    ColorDepth promised = environment.terminal().depth();
    ColorDepth least = promised == ColorDepth.NONE ? ColorDepth.BASIC : promised;
    ColorDepth depth = color.isColoured(environment) ? least : ColorDepth.NONE;
    return new Ink(defaults.theme(theme).theme(depth), depth);
  }
}
