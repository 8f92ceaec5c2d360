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
 * Runs a command with what the configuration says in place of options that were not typed, and
 * tells of each mistake in that where it stands.
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
          new Presets(environment, last.commandSpec(), name -> typedValue(last, "--" + name))
              .from(defaults.settings(), defaults.context());
      checkValues(defaults, presets);
      return presets.isEmpty()
          ? new RunLast().execute(typed)
          : new Rerun(defaults, presets).run(typed, last);
    } catch (UserError e) {
      throw new ExecutionException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /** A flag that stands alone says true. */
  private static Optional<String> typedValue(ParseResult last, String name) {
    return Optional.ofNullable(last.matchedOption(name))
        .map(option -> option.stringValues().stream().reduce("true", (a, b) -> b));
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
      try {
        return new RunLast().execute(parse(typed, last));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UserError error) {
          throw new ExecutionException(e.getCommandLine(), e.getMessage(), explained(error));
        }
        throw e;
      }
    }

    private ParseResult parse(ParseResult typed, ParseResult last) {
      while (true) {
        try {
          return PresetValues.fill(
              typed.commandSpec().commandLine(),
              typed.originalArgs(),
              position(typed, last),
              presets);
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

    /** Behind the command's name. */
    private int position(ParseResult typed, ParseResult last) {
      int at = 0;
      while (typed.hasSubcommand() && !isName(last, typed.originalArgs().get(at))) {
        at++;
      }
      return typed.hasSubcommand() ? at + 1 : 0;
    }

    private boolean isName(ParseResult command, String word) {
      return command.commandSpec().names().contains(word);
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
