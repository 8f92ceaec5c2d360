package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of the configuration holds where a URL says all else. */
@Under(Heading.API)
final class DebugConfigOptions {
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
          "Use this context's credentials. Without it, they and $$LOGTAIL_TOKEN are for the API's "
              + "own host only.")
  private Optional<String> context = Optional.empty();

  Defaults defaults(Environment environment) {
    return Defaults.load(environment, new ConfigChoice(config, context, true));
  }

  /** Whether the credentials of a context were asked for, wherever they go. */
  boolean isContextNamed() {
    return context.isPresent();
  }
}
