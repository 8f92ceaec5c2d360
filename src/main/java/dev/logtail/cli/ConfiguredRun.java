package dev.logtail.cli;

import dev.logtail.config.OptionSetting;
import dev.logtail.view.style.AnsiPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command as if the options that the configuration stands in for had been typed, and tells
 * of each mistake in them where it stands.
 */
final class ConfiguredRun implements IExecutionStrategy {
  private final Environment environment;
  private final Supplier<CommandSpec> wholeProgram;

  /**
   * @param wholeProgram makes the model of all commands, for what this command does not know
   */
  ConfiguredRun(Environment environment, Supplier<CommandSpec> wholeProgram) {
    this.environment = environment;
    this.wholeProgram = wholeProgram;
  }

  @Override
  public int execute(ParseResult typed) {
    ParseResult last = typed.hasSubcommand() ? typed.subcommand() : typed;
    return isConfigurable(last) ? configured(typed, last) : new RunLast().execute(typed);
  }

  /** Neither help nor what has no such options needs a configuration, which may be broken. */
  private static boolean isConfigurable(ParseResult last) {
    return !last.isUsageHelpRequested()
        && !last.isVersionHelpRequested()
        && last.commandSpec().subcommands().isEmpty()
        && last.commandSpec().options().stream().anyMatch(o -> PresetNames.of(o).isPresent());
  }

  private int configured(ParseResult typed, ParseResult last) {
    CommandLine command = last.commandSpec().commandLine();
    try {
      Defaults defaults = Defaults.load(environment, choice(last));
      checkNames(defaults, last.commandSpec());
      List<Preset> presets =
          new Presets(environment, last.commandSpec(), name -> last.hasMatchedOption("--" + name))
              .from(defaults.settings(), defaults.context());
      checkValues(defaults, presets);
      return presets.isEmpty()
          ? new RunLast().execute(typed)
          : new Rerun(defaults, presets).run(typed, last);
    } catch (UserError e) {
      throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
    }
  }

  private static ConfigChoice choice(ParseResult last) {
    return new ConfigChoice(
        last.matchedOptionValue("--config", Optional.empty()),
        last.matchedOptionValue("--context", Optional.empty()),
        last.commandSpec().findOption("--context") != null);
  }

  /** What this command does not know may still be another's; making their model takes a while. */
  private void checkNames(Defaults defaults, CommandSpec command) {
    List<OptionSetting> foreign =
        defaults.settings().defaults().stream()
            .filter(setting -> PresetNames.option(command, setting).isEmpty())
            .toList();
    if (foreign.isEmpty()) {
      return;
    }
    CommandSpec root = wholeProgram.get();
    for (OptionSetting setting : foreign) {
      Optional<String> trouble = PresetNames.trouble(setting, root);
      if (trouble.isPresent()) {
        throw defaults.wrong(setting.line(), trouble.get());
      }
    }
  }

  /** What endangers a terminal is asked for each time. */
  private static void checkValues(Defaults defaults, List<Preset> presets) {
    for (Preset preset : presets) {
      if (preset.name().equals("--ansi") && isRaw(preset.setting())) {
        throw defaults.wrong(
            preset.setting().line(),
            "'ansi: raw' can't stand in a file; give --ansi raw where it is needed");
      }
    }
  }

  private static boolean isRaw(OptionSetting setting) {
    return setting.values().stream().anyMatch(AnsiPolicy.RAW.toString()::equalsIgnoreCase);
  }

  /** One run with what the configuration says. */
  private final class Rerun {
    private final Defaults defaults;
    private final List<Preset> presets;

    Rerun(Defaults defaults, List<Preset> presets) {
      this.defaults = defaults;
      this.presets = new ArrayList<>(presets);
    }

    int run(ParseResult typed, ParseResult last) {
      while (true) {
        try {
          return new RunLast().execute(parse(typed, last));
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UserError error)) {
            throw e;
          }
          if (!presets.removeIf(preset -> preset.name().equals(error.ineffective()))) {
            throw new ExecutionException(e.getCommandLine(), e.getMessage(), explained(error));
          }
        }
      }
    }

    private ParseResult parse(ParseResult typed, ParseResult last) {
      while (true) {
        try {
          return typed.commandSpec().commandLine().parseArgs(words(typed, last));
        } catch (ParameterException e) {
          Preset wrong = presets.stream().filter(isOf(e)).findFirst().orElseThrow(() -> e);
          if (!suitsAnother(wrong)) {
            throw new ParameterException(
                e.getCommandLine(), e.getMessage() + place(wrong), e, e.getArgSpec(), e.getValue());
          }
          presets.remove(wrong);
        }
      }
    }

    private Predicate<Preset> isOf(ParameterException e) {
      return preset -> preset.option().equals(e.getArgSpec());
    }

    /** The words of the configuration, then those that were typed behind the command. */
    private String[] words(ParseResult typed, ParseResult last) {
      List<String> words = new ArrayList<>(typed.originalArgs());
      int behind = 0;
      if (typed.hasSubcommand()) {
        while (!last.commandSpec().names().contains(words.get(behind))) {
          behind++;
        }
        behind++;
      }
      words.addAll(behind, presets.stream().flatMap(preset -> preset.words().stream()).toList());
      return words.toArray(String[]::new);
    }

    /** One word like {@code output: table} can mean something to some commands only. */
    private boolean suitsAnother(Preset preset) {
      return PresetNames.commands(wholeProgram.get())
          .flatMap(command -> PresetNames.option(command, preset.setting()).stream())
          .anyMatch(option -> preset.setting().values().stream().allMatch(v -> lists(option, v)));
    }

    private static boolean lists(OptionSpec option, String value) {
      return option.completionCandidates() != null
          && StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .anyMatch(
                  known -> known.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)));
    }

    /** Says of each option that {@code error} is about where it was set. */
    private UserError explained(UserError error) {
      String message = String.valueOf(error.getMessage());
      String places =
          presets.stream()
              .filter(preset -> isAbout(message, preset))
              .map(this::place)
              .reduce("", String::concat);
      return new UserError(error.exitCode(), message + places, error.picture().toList());
    }

    private static boolean isAbout(String message, Preset preset) {
      return Pattern.compile(Pattern.quote(preset.name()) + "(?![\\w-])").matcher(message).find();
    }

    private String place(Preset preset) {
      return " ("
          + preset.name()
          + " is set in "
          + defaults.file().map(path -> path + ", ").orElse("")
          + "line "
          + preset.setting().line()
          + ")";
    }
  }
}
