package dev.logtail.cli;

import dev.logtail.config.OptionSetting;
import dev.logtail.model.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which options the configuration can stand in for. */
final class PresetNames {
  private static final String IN_CONTEXT = "belongs into a context";
  private static final String ONE_RUN = "is for one run; give it on the command line";

  /** Options that it can't, and why. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("help", ONE_RUN),
          Map.entry("version", ONE_RUN),
          Map.entry("out", ONE_RUN),
          Map.entry("state", ONE_RUN),
          Map.entry("insecure", "can't be set in a file; give --insecure where it is needed"),
          Map.entry("config", "decides what is read; give --config or LOGTAIL_CONFIG"),
          Map.entry("context", "is written as 'current: NAME' at the top of the file"),
          Map.entry("theme", "is written as 'theme: NAME' at the top of the file"),
          Map.entry("highlight", "is written in the section 'highlights'"),
          Map.entry("alert", "is written in the section 'alerts'"),
          Map.entry("connect", ONE_RUN),
          Map.entry("auth", "belongs into a context, as 'user'"),
          Map.entry("ca", "belongs into a context, as 'cacert'"),
          Map.entry("no-check", "can't be set in a file; give --insecure where it is needed"),
          Map.entry("passphrase", "can't be set in a file; it is asked for"),
          Map.entry("header", "belongs into a context, as 'headers'"),
          Map.entry("token", IN_CONTEXT),
          Map.entry("token-file", IN_CONTEXT),
          Map.entry("user", IN_CONTEXT),
          Map.entry("cacert", IN_CONTEXT),
          Map.entry("cert", IN_CONTEXT),
          Map.entry("key", IN_CONTEXT),
          Map.entry("proxy", IN_CONTEXT),
          Map.entry("no-proxy", "is given with the environment's NO_PROXY"));

  private PresetNames() {}

  /** The long name of {@code option} without dashes, unless it can't be preset. */
  static Optional<String> of(OptionSpec option) {
    return longNames(option).filter(name -> !OTHERWISE.containsKey(name)).findFirst();
  }

  private static Stream<String> longNames(OptionSpec option) {
    return option.hidden()
        ? Stream.empty()
        : Stream.of(option.names()).filter(n -> n.startsWith("--")).map(n -> n.substring(2));
  }

  /** The option of {@code command} that {@code setting} stands in for; empty when it has none. */
  static Optional<OptionSpec> option(CommandSpec command, OptionSetting setting) {
    return command.options().stream()
        .filter(option -> of(option).filter(setting.name()::equals).isPresent())
        .findFirst();
  }

  /** All commands that take options, of all of the program. */
  static Stream<CommandSpec> commands(CommandSpec root) {
    return root.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> command.subcommands().isEmpty());
  }

  /**
   * What is wrong with the name of {@code setting}; empty when nothing is.
   *
   * @param root the model of the whole program
   */
  static Optional<String> trouble(OptionSetting setting, CommandSpec root) {
    String name = setting.name();
    if (OTHERWISE.containsKey(name)) {
      return Optional.of("'" + name + "' can't stand in defaults: it " + OTHERWISE.get(name));
    }
    List<String> known =
        commands(root)
            .flatMap(command -> command.options().stream())
            .flatMap(option -> of(option).stream())
            .distinct()
            .sorted()
            .toList();
    return known.contains(name)
        ? Optional.empty()
        : Optional.of(
            "unknown option '"
                + name
                + "' in defaults"
                + Spelling.nearest(name, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; any long option of a command can stand there, without its dashes"));
  }
}
