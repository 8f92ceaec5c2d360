package dev.logtail.cli;

import dev.logtail.config.Settings;
import dev.logtail.config.SettingsException;
import dev.logtail.config.SettingsLoader;
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

  private Defaults(Environment environment, Settings settings) {
    this.environment = environment;
    this.settings = settings;
  }

  /** Reads the configuration where there is one; a file that was named must be there. */
  static Defaults load(Environment environment, Optional<String> named) {
    Optional<Path> wanted = named.or(() -> environment.variable("LOGTAIL_CONFIG")).map(Path::of);
    Optional<Path> usual = usualFile(environment).filter(Files::isRegularFile);
    Optional<Path> file = wanted.or(() -> usual);
    try {
      return new Defaults(
          environment, file.isPresent() ? SettingsLoader.load(file.get()) : Settings.NONE);
    } catch (SettingsException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Path> usualFile(Environment environment) {
    return environment
        .variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".config")))
        .map(folder -> folder.resolve("logtail").resolve("config.yaml"));
  }

  ApiAddress api(Optional<String> option) {
    String typed =
        option.or(() -> environment.variable("LOGTAIL_API")).or(settings::api).orElse(LOCAL_API);
    try {
      return ApiAddress.parse(typed);
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  ZoneId serverZone(Optional<ZoneId> option) {
    return option
        .or(() -> settings.serverZone().map(name -> StreamOptions.zone("server-tz", name)))
        .orElseGet(ZoneId::systemDefault);
  }
}
