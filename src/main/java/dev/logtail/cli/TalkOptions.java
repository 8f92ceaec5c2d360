package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How much is said on standard error, and what at the end. */
@Under(Heading.GENERAL)
final class TalkOptions {
  @Mixin private VerbosityOptions verbosity = new VerbosityOptions();

  @Option(
      names = "--stats",
      description = "At the end, tell what became of every record, for each worker.")
  private boolean stats;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * What is asked for.
   *
   * @param usual how much to say where nothing is asked for
   */
  Talk talk(Environment environment, Talk.Loudness usual) {
    return verbosity.talk(environment, usual);
  }

  /** The same for a console, which owns the terminal. */
  ConsoleTalk consoleTalk(Environment environment, Optional<Defaults> defaults) {
    Talk after = talk(environment, Talk.Loudness.NORMAL);
    boolean typed = NeedlessOptions.isTyped(command, "--verbose");
    Optional<Talk> beside = verbosity.besideConsole(environment, typed);
    defaults.ifPresent(used -> beside.ifPresent(talk -> talk.goingBy(used)));
    return new ConsoleTalk(beside, Optional.of(after).filter(talk -> stats));
  }

  boolean stats() {
    return stats;
  }
}
