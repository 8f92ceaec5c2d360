package dev.logtail.cli;

import dev.logtail.config.OptionSetting;
import dev.logtail.view.export.ExportFormat;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * Tries out what options say without running a command: it has those of all commands, and asks each
 * group of them what it would ask them itself. Commands that give one name two meanings have a
 * probe each.
 */
final class OptionProbe {
  private OptionProbe() {}

  /** Options that one command line could have. */
  private interface Probe {
    void ask(Environment environment);
  }

  /** Fails as a command would, with a {@link UserError}. */
  static void check(Environment environment, OptionSetting setting) {
    for (Probe probe : List.of(new Following(), new Checking())) {
      check(environment, setting, probe);
    }
  }

  private static void check(Environment environment, OptionSetting setting, Probe probe) {
    CommandLine line = new CommandLine(probe).setCaseInsensitiveEnumValuesAllowed(true);
    List<Preset> presets =
        PresetNames.option(line.getCommandSpec(), setting)
            .map(option -> new Preset(option, setting))
            .stream()
            .toList();
    try {
      PresetValues.fill(line, List.of(), 0, presets);
    } catch (ParameterException e) {
      return; // another command takes what these options do not
    }
    probe.ask(environment.withoutVariables());
  }

  @Command(name = "check")
  private static final class Checking implements Probe {
    @Mixin private CheckOptions options = new CheckOptions();

    @Override
    public void ask(Environment environment) {
      options.timeout();
      options.detail();
      options.maxWorkers();
      options.serverZone();
    }
  }

  @Command(name = "logtail")
  private static final class Following implements Probe {
    @Mixin private FormOptions form = new FormOptions();
    @Mixin private FilterOptions filter = new FilterOptions();
    @Mixin private StopOptions stop = new StopOptions();
    @Mixin private FailOptions fail = new FailOptions();
    @Mixin private OrderedStreamOptions streams = new OrderedStreamOptions();
    @Mixin private LookOptions look = new LookOptions();
    @Mixin private TalkOptions talk = new TalkOptions();
    @Mixin private ApiOptions api = new ApiOptions();

    @Override
    public void ask(Environment environment) {
      Defaults none = Defaults.builtIn(environment);
      none.api(api.api());
      form.form(ExportFormat.TEXT, ZoneOffset.UTC);
      filter.settings(environment, ZoneOffset.UTC);
      stop.rule();
      fail.rule();
      streams.tail();
      streams.discoverEvery();
      streams.serverZone();
      streams.limits();
      streams.maxFrame();
      streams.resume().settings();
      streams.orderWindow();
      look.look(environment, none, filter, ExportFormat.TEXT);
      talk.talk(environment, Talk.Loudness.NORMAL);
    }
  }
}
