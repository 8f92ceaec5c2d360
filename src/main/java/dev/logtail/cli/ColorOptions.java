package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Themes;
import dev.logtail.view.terminal.ColorDepth;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how what is shown is coloured. */
@Under(Heading.OUTPUT)
final class ColorOptions {
  /** When to colour. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    boolean isColoured(Environment environment) {
      return switch (this) {
        case ALWAYS -> true;
        case NEVER -> false;
        case AUTO -> isColouredByItself(environment);
      };
    }

    private static boolean isColouredByItself(Environment environment) {
      if (EnvironmentVariable.NO_COLOR.in(environment).isPresent()) {
        return false;
      }
      boolean forced = EnvironmentVariable.CLICOLOR_FORCE.in(environment).isPresent();
      return forced || (environment.terminal().output() && !environment.terminal().dumb());
    }

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For completion in shells. */
  static final class ThemeNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Themes.NAMES.iterator();
    }
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "${COMPLETION-CANDIDATES}. Auto: on a terminal, unless NO_COLOR is set or TERM "
              + "is dumb; CLICOLOR_FORCE colours a pipe too.")
  private Color color = Color.AUTO;

  @Option(
      names = "--theme",
      paramLabel = "NAME",
      completionCandidates = ThemeNames.class,
      description =
          "Colours: ${COMPLETION-CANDIDATES}; basic are the terminal's own sixteen. Default: the "
              + "environment's LOGTAIL_THEME, then the configuration's theme, then auto.")
  private Optional<String> theme = Optional.empty();

  /** The colours of a table and how many of them the terminal has. */
  record Ink(Theme theme, ColorDepth depth) {}

  Ink ink(Environment environment, Defaults defaults) {
    ColorDepth promised = environment.terminal().depth();
    ColorDepth least = promised == ColorDepth.NONE ? ColorDepth.BASIC : promised;
    ColorDepth depth = isColoured(environment) ? least : ColorDepth.NONE;
    return new Ink(theme(defaults).theme(depth), depth);
  }

  boolean isColoured(Environment environment) {
    return color.isColoured(environment);
  }

  /** True when colour is asked for wherever it goes. */
  boolean isForced() {
    return color == Color.ALWAYS;
  }

  ThemeChoice theme(Defaults defaults) {
    return defaults.theme(theme);
  }
}
