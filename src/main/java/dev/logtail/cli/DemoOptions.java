package dev.logtail.cli;

import dev.logtail.server.DemoSettings;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the farm of the demo is like, and whether anybody looks at it. */
final class DemoOptions {
  /** What a farm that nobody looks at has a use for. */
  private static final Set<String> OF_THE_FARM =
      Set.of("--workers", "--rate", "--seed", "--port", "--serve-only", "--verbose", "--quiet");

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many workers. Default: ${DEFAULT-VALUE}.")
  private int workers = 5;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "5",
      description = "Records a second of each worker. Default: ${DEFAULT-VALUE}.")
  private double rate = 5;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides what the workers log. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "0",
      description = "Port of the REST API. Default: any that is free.")
  private int port;

  @Option(names = "--serve-only", description = "Print the API's URL and serve until Ctrl-C.")
  private boolean serveOnly;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether the farm is to be there and nothing else. */
  boolean serveOnly() {
    if (serveOnly) {
      NeedlessOptions.refuseAllBut(
          command,
          OF_THE_FARM,
          "is about what is shown, and --serve-only shows nothing; leave one out");
    }
    return serveOnly;
  }

  DemoSettings settings() {
    try {
      return new DemoSettings(workers, rate, seed, port, true);
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
