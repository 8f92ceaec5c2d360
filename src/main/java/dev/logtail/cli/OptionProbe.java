package dev.logtail.cli;

import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Tries out what options say without running a command: it has those of all commands, and asks each
 * group of them what it would ask them itself.
 */
@Command(name = "logtail")
final class OptionProbe {
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private FailOptions fail = new FailOptions();
  @Mixin private StreamOptions streams = new StreamOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private ApiOptions api = new ApiOptions();

  /** Fails as a command would, with a {@link UserError}. */
  static void check(Environment environment, List<String> words) {
    OptionProbe probe = new OptionProbe();
    CommandLine line = new CommandLine(probe).setCaseInsensitiveEnumValuesAllowed(true);
    line.setUnmatchedArgumentsAllowed(true);
    line.parseArgs(words.toArray(String[]::new));
    probe.check(environment.withoutVariables());
  }

  private void check(Environment environment) {
    Defaults none = Defaults.load(environment, ConfigChoice.SERVERLESS);
    none.api(api.api());
    filter.settings(environment, ZoneOffset.UTC);
    stop.rule();
    fail.rule();
    streams.tail();
    streams.discoverEvery();
    streams.serverZone();
    streams.limits();
    streams.resume().settings();
    look.look(environment, none);
    talk.talk(environment, Talk.Loudness.NORMAL);
  }
}
