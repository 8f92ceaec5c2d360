package dev.logtail.cli;

import picocli.CommandLine.Option;

/** How much is said on standard error. */
final class TalkOptions {
  @Option(
      names = {"-v", "--verbose"},
      description = "Say more about connections on standard error.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but errors on standard error.")
  private boolean quiet;

  @Option(
      names = "--stats",
      description = "At the end, tell what became of every record, for each worker.")
  private boolean stats;

  /**
   * What is asked for.
   *
   * @param usual how much to say where nothing is asked for
   */
  Talk talk(Environment environment, Talk.Loudness usual) {
    if (verbose && quiet) {
      throw new UserError(ExitCode.USAGE, "--verbose and --quiet exclude each other");
    }
    Talk.Loudness loudness = quiet ? Talk.Loudness.QUIET : verbose ? Talk.Loudness.VERBOSE : usual;
    return new Talk(environment.err(), environment.terminal().errors(), loudness);
  }

  boolean stats() {
    return stats;
  }
}
