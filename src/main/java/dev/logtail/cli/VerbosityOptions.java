package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much is said on standard error. */
@Under(Heading.GENERAL)
final class VerbosityOptions {
  @Option(
      names = {"-v", "--verbose"},
      description =
          "Say on standard error what is done: what is read, asked and dialled. -vv: each frame "
              + "that comes too; -vvv: the stack traces of failures too.")
  private boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but errors on standard error.")
  private boolean quiet;

  /**
   * What is asked for.
   *
   * @param usual how much to say where nothing is asked for
   */
  Talk talk(Environment environment, Talk.Loudness usual) {
    if (verbose.length > 0 && quiet) {
      throw new UserError(ExitCode.USAGE, "--verbose and --quiet exclude each other");
    }
    return new Talk(environment.err(), environment.terminal().errors(), loudness(usual));
  }

  private Talk.Loudness loudness(Talk.Loudness usual) {
    return switch (verbose.length) {
      case 0 -> quiet ? Talk.Loudness.QUIET : usual;
      case 1 -> Talk.Loudness.VERBOSE;
      default -> Talk.Loudness.FRAMES;
    };
  }

  /**
   * The same beside a console, which owns the terminal: what is said needs another place. Who types
   * -v insists on it; the configuration's does without where there is none.
   *
   * @param typed whether it stands on the command line
   * @return empty where nothing is to be said
   */
  Optional<Talk> besideConsole(Environment environment, boolean typed) {
    boolean hasPlace = !environment.terminal().errors();
    if (verbose.length > 0 && typed && !hasPlace) {
      throw new UserError(
          ExitCode.USAGE, "-v has nowhere to write beside the console; add --lines, or 2>FILE");
    }
    return Optional.of(talk(environment, Talk.Loudness.QUIET))
        .filter(talk -> verbose.length > 0 && hasPlace);
  }
}
