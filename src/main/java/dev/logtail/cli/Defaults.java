package dev.logtail.cli;

import dev.logtail.config.AccessSettings;
import dev.logtail.config.AlertSetting;
import dev.logtail.config.ContextSettings;
import dev.logtail.config.HighlightSetting;
import dev.logtail.config.Problem;
import dev.logtail.config.Settings;
import dev.logtail.config.SettingsException;
import dev.logtail.config.SettingsLoader;
import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.OwnFile;
import dev.logtail.pipeline.discovery.ApiAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What holds where the command line says nothing: the environment before the configuration before
 * what is built in.
 */
final class Defaults {
  static final String LOCAL_API = "http://localhost:5000";

  private final Environment environment;
  private final Settings settings;
  private final Optional<Path> file;
  private final Optional<ContextSettings> context;

  private Defaults(
      Environment environment,
      Settings settings,
      Optional<Path> file,
      Optional<ContextSettings> context) {
    this.environment = environment;
    this.settings = settings;
    this.file = file;
    this.context = context;
  }

  /** Reads the configuration where there is one; a file that was named must be there. */
  static Defaults load(Environment environment, ConfigChoice choice) {
    Optional<Path> file = choice.existing(environment);
    try {
      Settings settings = file.isPresent() ? SettingsLoader.load(file.get()) : Settings.NONE;
      boolean secret = holdsSecret(settings);
      file.filter(path -> secret).flatMap(OwnFile::trouble).ifPresent(Defaults::refuse);
      boolean runs =
          settings.contexts().stream()
              .anyMatch(each -> !each.access().credentialCommand().isEmpty());
      file.filter(path -> runs).flatMap(OwnFile::troubleToObey).ifPresent(Defaults::refuseToRun);
      Optional<ContextSettings> context =
          choice.forServer()
              ? new ContextChoice(settings, choice.path(environment))
                  .context(choice.asked(environment))
              : Optional.empty();
      return new Defaults(environment, settings, file, context);
    } catch (SettingsException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /** What holds without any configuration. */
  static Defaults builtIn(Environment environment) {
    return new Defaults(environment, Settings.NONE, Optional.empty(), Optional.empty());
  }

  /** What {@code settings} from {@code file} say, with none of the contexts. */
  static Defaults of(Environment environment, Settings settings, Path file) {
    return new Defaults(environment, settings, Optional.of(file), Optional.empty());
  }

  /** Whether others must not read what {@code settings} were read from. */
  static boolean holdsSecret(Settings settings) {
    return settings.contexts().stream().anyMatch(Defaults::holdsSecret)
        || settings.defaults().stream()
            .flatMap(option -> option.values().stream())
            .anyMatch(value -> value.contains("://") && ApiUser.in(value).isPresent())
        || settings.alerts().stream()
            .flatMap(alert -> alert.actions().stream())
            .anyMatch(AlertActions::holdsSecret);
  }

  static boolean holdsSecret(ContextSettings context) {
    return context.access().holdsSecret() || context.api().flatMap(ApiUser::in).isPresent();
  }

  private static void refuse(String trouble) {
    throw new UserError(
        ExitCode.USAGE, "the configuration holds a password, a token or headers, and " + trouble);
  }

  private static void refuseToRun(String trouble) {
    throw new UserError(
        ExitCode.USAGE, "the configuration names a credential-command to run, and " + trouble);
  }

  ApiAddress api(Optional<String> option) {
    try {
      return ApiAddress.parse(ApiUser.without(typed(option)));
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private String typed(Optional<String> option) {
    return option
        .or(() -> EnvironmentVariable.LOGTAIL_API.in(environment))
        .or(() -> context.flatMap(ContextSettings::api))
        .orElse(LOCAL_API);
  }

  /** The user and password that the API's URL was given with. */
  Optional<Secret> apiUser(Optional<String> option) {
    return ApiUser.in(typed(option));
  }

  AccessSettings access() {
    return context.map(ContextSettings::access).orElse(AccessSettings.NONE);
  }

  /** The context that holds. */
  Optional<ContextSettings> context() {
    return context;
  }

  /** All that the file says. */
  Settings settings() {
    return settings;
  }

  /** The file that was read. */
  Optional<Path> file() {
    return file;
  }

  /** What is to stand out in messages; {@link #wrong} tells what is wrong with one. */
  List<HighlightSetting> highlights() {
    return settings.highlights();
  }

  /** What is to be done when something is seen; {@link #wrong} tells what is wrong with one. */
  List<AlertSetting> alerts() {
    return settings.alerts();
  }

  /** The error that something on a line of the configuration is, for example a highlight. */
  UserError wrong(int line, String what) {
    return new UserError(ExitCode.USAGE, named() + new Problem(line, what));
  }

  private String named() {
    return file.map(path -> "configuration " + path + ": ").orElse("");
  }

  /** The theme that was asked for, whatever it is drawn on. */
  ThemeChoice theme(Optional<String> option) {
    try {
      return ThemeChoice.of(environment, option, settings.theme());
    } catch (ThemeChoice.WrongWord e) {
      throw new UserError(ExitCode.USAGE, named() + e.getMessage());
    }
  }

  /** A path that the configuration names: relative ones are so to its folder. */
  Path configured(String path) {
    if (path.startsWith("~/")) {
      return Path.of(environment.variable("HOME").orElse("~"), path.substring(2));
    }
    return file.map(config -> config.toAbsolutePath().resolveSibling(path))
        .orElseGet(() -> Path.of(path));
  }

  ZoneId serverZone(Optional<ZoneId> option) {
    return option
        .or(
            () ->
                context
                    .flatMap(ContextSettings::serverZone)
                    .map(name -> StreamOptions.zone("server-tz", name)))
        .orElseGet(ZoneId::systemDefault);
  }
}
