package dev.logtail.cli;

import dev.logtail.config.OptionSetting;
import java.net.URI;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The same as {@link OptionProbe} for the options of {@code debug}, some of which have the names of
 * others.
 */
@Command(name = "logtail")
final class DebugOptionProbe {
  private static final URI ANYWHERE = URI.create("ws://localhost/");

  @Mixin private DebugRequestOptions request = new DebugRequestOptions();
  @Mixin private DebugTalkOptions talk = new DebugTalkOptions();
  @Mixin private DebugOutputOptions output = new DebugOutputOptions();
  @Mixin private DebugLinkOptions links = new DebugLinkOptions();

  /** Fails as the command would, with a {@link UserError}. */
  static void check(Environment environment, OptionSetting setting) {
    DebugOptionProbe probe = new DebugOptionProbe();
    CommandLine line = new CommandLine(probe).setCaseInsensitiveEnumValuesAllowed(true);
    List<Preset> presets =
        PresetNames.option(line.getCommandSpec(), setting)
            .map(option -> new Preset(option, setting))
            .stream()
            .toList();
    PresetValues.fill(line, List.of(), 0, presets);
    probe.check(environment.withoutVariables());
  }

  private void check(Environment environment) {
    request.upgrade(ANYWHERE);
    links.links(request.redirects());
    links.connector();
    talk.goal();
    Defaults none = Defaults.builtIn(environment);
    Talk nobody = new VerbosityOptions().talk(environment, Talk.Loudness.QUIET);
    output.output(environment, new ColorOptions().ink(environment, none), nobody);
  }
}
