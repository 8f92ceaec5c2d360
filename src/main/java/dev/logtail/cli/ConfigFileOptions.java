package dev.logtail.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which configuration file. */
final class ConfigFileOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file. Default: the environment's LOGTAIL_CONFIG, then "
              + "~/.config/logtail/config.yaml.")
  private Optional<String> config = Optional.empty();

  /** The file, whether it exists or not. */
  Path path(Environment environment) {
    return choice()
        .path(environment)
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE,
                    "no place for a configuration: neither HOME nor XDG_CONFIG_HOME is set; give"
                        + " --config FILE"));
  }

  /** Whether nobody has named a file and there is none in the usual place, which is then said. */
  boolean isMissing(Environment environment) {
    Path usual = path(environment);
    boolean missing = choice().existing(environment).isEmpty();
    if (missing) {
      environment
          .err()
          .println("logtail: no configuration in " + usual + "; 'logtail config init' writes one");
    }
    return missing;
  }

  ConfigChoice choice() {
    return new ConfigChoice(config, Optional.empty(), false);
  }
}
