package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.Themes;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How records look as lines. */
@Under(Heading.OUTPUT)
final class LookOptions {
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

  @Option(
      names = "--full-message",
      description = "Keep a prefix of the message that only repeats time, level and logger.")
  private boolean fullMessage;

  @Option(
      names = "--ansi",
      paramLabel = "POLICY",
      description =
          "Colours inside messages: ${COMPLETION-CANDIDATES}. Default: color where lines "
              + "are coloured, else strip. Everything else that could act on a terminal is made "
              + "visible in any case.")
  private Optional<AnsiPolicy> ansi = Optional.empty();

  Look look(Environment environment, Defaults defaults) {
    boolean coloured = color.isColoured(environment);
    AnsiPolicy policy = ansi.orElse(coloured ? AnsiPolicy.COLOR : AnsiPolicy.STRIP);
    return new Look(coloured, policy, fullMessage, defaults.theme(theme));
  }
}
