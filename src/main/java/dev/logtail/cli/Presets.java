package dev.logtail.cli;

import dev.logtail.config.ContextSettings;
import dev.logtail.config.OptionSetting;
import dev.logtail.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Decides which options of a command the configuration stands in for: what is typed goes before the
 * environment, that before the context, and that before the defaults.
 *
 * @param typed whether an option was, by its long name without dashes
 */
record Presets(Environment environment, CommandSpec command, Predicate<String> typed) {
  /**
   * Options of which only one can hold: who types one does not want the other, even where the
   * configuration has it.
   */
  private static final List<Rivals> RIVALS =
      List.of(
          new Rivals("force", "append"),
          new Rivals("verbose", "quiet"),
          new Rivals("order", "order-window"));

  /** Two options that exclude each other. */
  private record Rivals(String one, String other) {
    Stream<String> of(String name) {
      return name.equals(one)
          ? Stream.of(other)
          : name.equals(other) ? Stream.of(one) : Stream.of();
    }
  }

  /** What the configuration stands in for. */
  List<Preset> from(Settings settings, Optional<ContextSettings> context) {
    List<Preset> presets = new ArrayList<>();
    if (context.isPresent()) {
      add(presets, context.get().options(), "context '" + context.get().name().text() + "'");
    }
    List<OptionSetting> defaults =
        settings.defaults().stream()
            .filter(setting -> context.filter(c -> says(c, setting.name())).isEmpty())
            .toList();
    add(presets, defaults, "defaults");
    return presets;
  }

  /** Whether {@code context} says itself what an option would. */
  static boolean says(ContextSettings context, String option) {
    return context.lines().containsKey(option);
  }

  private void add(List<Preset> presets, List<OptionSetting> settings, String where) {
    for (OptionSetting setting : settings) {
      Optional<OptionSpec> option = PresetNames.option(command, setting);
      if (option.isPresent() && isOpen(setting.name())) {
        presets.add(new Preset(option.get(), setting, where));
      }
    }
  }

  private boolean isOpen(String name) {
    return !typed.test(name)
        && RIVALS.stream().flatMap(rivals -> rivals.of(name)).noneMatch(typed)
        && EnvironmentVariable.of(name).stream()
            .noneMatch(variable -> variable.in(environment).isPresent());
  }
}
