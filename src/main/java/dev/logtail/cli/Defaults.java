package dev.logtail.cli;

import dev.logtail.config.AccessSettings;
import dev.logtail.config.Settings;
import dev.logtail.config.SettingsException;
import dev.logtail.config.SettingsLoader;
import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.OwnFile;
import dev.logtail.pipeline.discovery.ApiAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What holds where the command line says nothing: the environment before the configuration before
 * what is built in.
 */
final class Defaults {
  private static final String LOCAL_API = "http://localhost:5000";

  private final Environment environment;
  private final Settings settings;
  private final Optional<Path> file;

  private Defaults(Environment environment, Settings settings, Optional<Path> file) {
    this.environment = environment;
    this.settings = settings;
    this.file = file;
  }

  /** Reads the configuration where there is one; a file that was named must be there. */
  static Defaults load(Environment environment, Optional<String> named) {
    Optional<Path> wanted = named.or(() -> environment.variable("LOGTAIL_CONFIG")).map(Path::of);
    Optional<Path> usual = usualFile(environment).filter(Files::isRegularFile);
    Optional<Path> file = wanted.or(() -> usual);
    try {
      Settings settings = file.isPresent() ? SettingsLoader.load(file.get()) : Settings.NONE;
      boolean secret =
          settings.access().holdsSecret() || settings.api().flatMap(ApiUser::in).isPresent();
      file.filter(path -> secret).flatMap(OwnFile::trouble).ifPresent(Defaults::refuse);
      boolean runs = !settings.access().credentialCommand().isEmpty();
      file.filter(path -> runs).flatMap(OwnFile::troubleToObey).ifPresent(Defaults::refuseToRun);
      return new Defaults(environment, settings, file);
    } catch (SettingsException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(String trouble) {
    throw new UserError(
        ExitCode.USAGE, "the configuration holds a password, a token or headers, and " + trouble);
  }

  private static void refuseToRun(String trouble) {
    throw new UserError(
        ExitCode.USAGE, "the configuration names a credential-command to run, and " + trouble);
  }

  private static Optional<Path> usualFile(Environment environment) {
    return environment
        .variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".config")))
        .map(folder -> folder.resolve("logtail").resolve("config.yaml"));
  }

  ApiAddress api(Optional<String> option) {
    try {
      return ApiAddress.parse(ApiUser.without(typed(option)));
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private String typed(Optional<String> option) {
    return option.or(() -> environment.variable("LOGTAIL_API")).or(settings::api).orElse(LOCAL_API);
  }

  /** The user and password that the API's URL was given with. */
  Optional<Secret> apiUser(Optional<String> option) {
    return ApiUser.in(typed(option));
  }

  AccessSettings access() {
    return settings.access();
  }

  /** The theme that was asked for, whatever it is drawn on. */
  ThemeChoice theme(Optional<String> option) {
    try {
      return ThemeChoice.of(environment, option, settings.theme());
    } catch (ThemeChoice.WrongWord e) {
      String where = file.map(path -> "configuration " + path + ": ").orElse("");
      throw new UserError(ExitCode.USAGE, where + e.getMessage());
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
        .or(() -> settings.serverZone().map(name -> StreamOptions.zone("server-tz", name)))
        .orElseGet(ZoneId::systemDefault);
  }
}
