package dev.logtail.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which configuration file is wanted, and which of its contexts.
 *
 * @param file as named on the command line
 * @param context as named on the command line
 * @param forServer whether a context matters at all: not to what asks no server
 */
record ConfigChoice(Optional<String> file, Optional<String> context, boolean forServer) {
  /** The usual file, and no context. */
  static final ConfigChoice SERVERLESS =
      new ConfigChoice(Optional.empty(), Optional.empty(), false);

  /** The file that was named, or is in the usual place; empty where there is none. */
  Optional<Path> existing(Environment environment) {
    return named(environment).or(() -> usual(environment).filter(Files::isRegularFile));
  }

  /** The file that is or would be read; empty where not even a home is known. */
  Optional<Path> path(Environment environment) {
    return named(environment).or(() -> usual(environment));
  }

  private Optional<Path> named(Environment environment) {
    return file.or(() -> EnvironmentVariable.LOGTAIL_CONFIG.in(environment)).map(Path::of);
  }

  private static Optional<Path> usual(Environment environment) {
    return EnvironmentVariable.XDG_CONFIG_HOME
        .in(environment)
        .map(Path::of)
        .or(() -> EnvironmentVariable.HOME.in(environment).map(home -> Path.of(home, ".config")))
        .map(folder -> folder.resolve("logtail").resolve("config.yaml"));
  }

  /** The name of the context that was asked for, and what asked for it. */
  Optional<Asked> asked(Environment environment) {
    return context
        .map(name -> new Asked("--context", name))
        .or(
            () ->
                EnvironmentVariable.LOGTAIL_CONTEXT
                    .in(environment)
                    .map(name -> new Asked("LOGTAIL_CONTEXT", name)))
        .filter(unused -> forServer);
  }

  /** A context's name, and what asked for it. */
  record Asked(String by, String name) {}
}
