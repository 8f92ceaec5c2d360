package dev.logtail.cli;

import dev.logtail.config.ContextSettings;
import dev.logtail.config.OptionSetting;
import dev.logtail.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Decides which options of a command the configuration stands in for: what is typed goes before the
 * environment, that before the context, and that before the defaults.
 *
 * @param typed the value of an option that was, by its long name without dashes
 */
record Presets(
    Environment environment, CommandSpec command, Function<String, Optional<String>> typed) {
  /** Who types one does not want the other, even where the configuration has it. */
  private static final List<Conflict> CONFLICTS =
      List.of(
          new Conflict("force", "", "append"),
          new Conflict("append", "", "force"),
          new Conflict("append", "", "keep-partial"),
          new Conflict("keep-partial", "", "append"),
          new Conflict("verbose", "", "quiet"),
          new Conflict("quiet", "", "verbose"),
          new Conflict("order", "arrival", "order-window"),
          new Conflict("order-window", "", "order"),
          new Conflict("json", "", "timestamps"),
          new Conflict("timestamps", "", "json"),
          new Conflict("max-retries", "", "no-reconnect"),
          new Conflict("max-backoff", "", "no-reconnect"));

  /** What means something only where records go to a file that was named. */
  private static final Set<String> OF_FILES =
      Set.of("force", "append", "keep-partial", "mode", "rotate", "keep", "split-by");

  /**
   * @param value of the typed option, where not all do
   */
  private record Conflict(String typed, String value, String unwanted) {
    boolean concerns(String name, Function<String, Optional<String>> typedValue) {
      return unwanted.equals(name)
          && typedValue
              .apply(typed)
              .filter(given -> !given.equals("false"))
              .filter(given -> value.isEmpty() || value.equalsIgnoreCase(given))
              .isPresent();
    }
  }

  /** What the configuration stands in for. */
  List<Preset> from(Settings settings, Optional<ContextSettings> context) {
    List<Preset> presets = new ArrayList<>();
    if (context.isPresent()) {
      add(presets, context.get().options());
    }
    List<OptionSetting> defaults =
        settings.defaults().stream()
            .filter(setting -> context.filter(c -> says(c, setting.name())).isEmpty())
            .toList();
    add(presets, defaults);
    return presets;
  }

  /** Whether {@code context} says itself what an option would. */
  static boolean says(ContextSettings context, String option) {
    return context.keys().containsKey(option);
  }

  private void add(List<Preset> presets, List<OptionSetting> settings) {
    for (OptionSetting setting : settings) {
      Optional<OptionSpec> option = PresetNames.option(command, setting);
      if (option.isPresent() && isOpen(setting.name())) {
        presets.add(new Preset(option.get(), setting));
      }
    }
  }

  private boolean isOpen(String name) {
    return typed.apply(name).isEmpty()
        && CONFLICTS.stream().noneMatch(conflict -> conflict.concerns(name, typed))
        && (!OF_FILES.contains(name) || namesFile())
        && (!DebugListenOptions.OF_CLIENTS.contains(name) || typed.apply("listen").isEmpty())
        && EnvironmentVariable.of(name).stream()
            .noneMatch(variable -> variable.in(environment).isPresent());
  }

  private boolean namesFile() {
    return typed.apply("out").filter(file -> !file.equals("-")).isPresent();
  }
}
