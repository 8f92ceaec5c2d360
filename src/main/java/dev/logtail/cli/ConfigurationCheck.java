package dev.logtail.cli;

import dev.logtail.config.AlertSetting;
import dev.logtail.config.HighlightSetting;
import dev.logtail.config.Masked;
import dev.logtail.config.OptionSetting;
import dev.logtail.config.Problem;
import dev.logtail.config.Settings;
import dev.logtail.config.SettingsException;
import dev.logtail.config.SettingsLoader;
import dev.logtail.config.ThemeSettings;
import dev.logtail.pipeline.access.OwnFile;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.view.style.StyleWords;
import dev.logtail.view.style.Themes;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds everything that is wrong with a configuration, as far as no network is needed for it. */
final class ConfigurationCheck {
  /** A condition that nothing is wrong with. */
  private static final String ANY_TIME = "level >= TRACE";

  /** For what must find programs. */
  private final Environment surroundings;

  /** For what must not be mended by a variable. */
  private final Environment environment;

  private final CommandSpec root;
  private final Path file;
  private final Settings settings;
  private final List<Problem> problems;

  private ConfigurationCheck(
      Environment environment, CommandSpec root, Path file, SettingsLoader.Examined examined) {
    this.surroundings = environment;
    this.environment = environment.withoutVariables();
    this.root = root;
    this.file = file;
    this.settings = examined.settings();
    this.problems = new ArrayList<>(examined.problems());
  }

  /**
   * What is wrong, in the order of the lines.
   *
   * @param root the model of the whole program
   * @throws SettingsException when the file can't be read or is no YAML
   */
  static List<Problem> of(Environment environment, CommandSpec root, Path file)
      throws SettingsException {
    return new ConfigurationCheck(environment, root, file, SettingsLoader.examine(file)).found();
  }

  private List<Problem> found() {
    checkMode();
    ContextCheck contexts =
        new ContextCheck(Defaults.of(environment, settings, file), problems::add);
    settings
        .contexts()
        .forEach(
            context -> {
              contexts.check(context);
              context.options().forEach(this::checkValues);
            });
    settings.defaults().forEach(this::checkDefault);
    checkTheme();
    settings.highlights().forEach(this::checkHighlight);
    settings.alerts().forEach(this::checkAlert);
    return problems.stream()
        .map(problem -> new Problem(problem.line(), Masked.text(problem.text())))
        .distinct()
        .sorted(Comparator.comparingInt(Problem::line))
        .toList();
  }

  private void checkMode() {
    Optional<Integer> line =
        settings.contexts().stream()
            .filter(Defaults::holdsSecret)
            .map(context -> context.name().line())
            .findFirst()
            .or(() -> Optional.of(1).filter(unused -> Defaults.holdsSecret(settings)));
    line.flatMap(at -> OwnFile.trouble(file).map(trouble -> new Problem(at, secret(trouble))))
        .ifPresent(problems::add);
  }

  private static String secret(String trouble) {
    return "the file holds a password, a token or headers, and " + trouble;
  }

  private void checkDefault(OptionSetting setting) {
    Optional<String> trouble = PresetNames.trouble(setting, root);
    trouble.ifPresentOrElse(
        what -> problems.add(new Problem(setting.line(), what)), () -> checkValues(setting));
  }

  /** A value is in order when one of the commands takes it. */
  private void checkValues(OptionSetting setting) {
    List<String> troubles = new ArrayList<>();
    List<CommandSpec> takers =
        PresetNames.commands(root)
            .filter(command -> PresetNames.option(command, setting).isPresent())
            .toList();
    for (CommandSpec command : takers) {
      conversionTrouble(command, setting).ifPresent(troubles::add);
    }
    if (!takers.isEmpty() && troubles.size() == takers.size()) {
      problems.add(new Problem(setting.line(), troubles.get(0)));
    } else {
      checkMeaning(setting);
    }
  }

  private static Optional<String> conversionTrouble(CommandSpec command, OptionSetting setting) {
    Preset preset = preset(command, setting);
    try {
      List<String> words = new ArrayList<>(List.of(command.name()));
      words.addAll(preset.words());
      command.root().commandLine().parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      boolean about = preset.option().equals(e.getArgSpec());
      return Optional.of(UsageErrors.mistake(e)).filter(unused -> about);
    }
  }

  private static Preset preset(CommandSpec command, OptionSetting setting) {
    return new Preset(PresetNames.option(command, setting).orElseThrow(), setting);
  }

  private void checkMeaning(OptionSetting setting) {
    attempt(setting, () -> OptionProbe.check(environment, setting));
    attempt(setting, () -> DebugOptionProbe.check(environment, setting));
  }

  private void attempt(OptionSetting setting, Runnable probe) {
    try {
      probe.run();
    } catch (UserError e) {
      problems.add(new Problem(setting.line(), String.valueOf(e.getMessage())));
    }
  }

  private void checkTheme() {
    ThemeSettings theme = settings.theme();
    checkTheme(new ThemeSettings(theme.base(), List.of()));
    theme
        .styles()
        .forEach(style -> checkTheme(new ThemeSettings(Optional.empty(), List.of(style))));
  }

  private void checkTheme(ThemeSettings part) {
    try {
      ThemeChoice.of(environment, Optional.of(Themes.AUTO), part);
    } catch (ThemeChoice.WrongWord e) {
      problems.add(e.problem());
    }
  }

  /** When it is met, and each thing that is done then, by itself. */
  private void checkAlert(AlertSetting alert) {
    checkAlert(alert, alert.when(), AlertActions.BELL);
    alert.actions().forEach(action -> checkAlert(alert, ANY_TIME, action));
  }

  private void checkAlert(AlertSetting alert, String condition, String action) {
    try {
      new AlertForm(surroundings, ZoneOffset.UTC, Access.OPEN)
          .add(
              new AlertSetting(condition, List.of(action), alert.line()),
              Defaults.builtIn(surroundings));
    } catch (UserError e) {
      String place = new Problem(alert.line(), "").toString();
      problems.add(
          new Problem(alert.line(), String.valueOf(e.getMessage()).substring(place.length())));
    }
  }

  private void checkHighlight(HighlightSetting highlight) {
    try {
      TextPattern.regex(highlight.match());
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(highlight.line(), "match: " + e.getMessage()));
    }
    try {
      highlight.style().ifPresent(StyleWords::parse);
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(highlight.line(), "style: " + e.getMessage()));
    }
  }
}
