package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the workers are learned from. */
@Under(Heading.API)
final class ApiOptions {
  @Option(
      names = "--api",
      paramLabel = "URL",
      description =
          "Base of the REST API. Default: $$LOGTAIL_API, the configuration's context, or "
              + "http://localhost:5000.")
  private Optional<String> api = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file. Default: the environment's LOGTAIL_CONFIG, then "
              + "~/.config/logtail/config.yaml where it exists.")
  private Optional<String> config = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description =
          "Which of the configuration's contexts holds. Default: $$LOGTAIL_CONTEXT, then the "
              + "configuration's 'current'.")
  private Optional<String> context = Optional.empty();

  Optional<String> api() {
    return api;
  }

  ConfigChoice config() {
    return new ConfigChoice(config, context, true);
  }
}
