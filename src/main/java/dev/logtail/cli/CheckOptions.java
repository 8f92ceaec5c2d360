package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.tool.probe.Detail;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long is looked, at how much, and how the report looks. */
final class CheckOptions {
  private static final Duration LEAST = Duration.ofMillis(100);

  /** The forms that a report is printed in. */
  enum Form {
    TEXT,
    JSON;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "For everything together: what is not through by then has failed, and what is silent is "
              + "listened to so long. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(10);

  @Under(Heading.OUTPUT)
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}: json is one object. Default: ${DEFAULT-VALUE}.")
  private Form form = Form.TEXT;

  @Under(Heading.OUTPUT)
  @Option(
      names = {"-v", "--verbose"},
      description = "Tell headers and certificates, too.")
  private boolean verbose;

  @Under(Heading.OUTPUT)
  @Option(
      names = {"-q", "--quiet"},
      description = "Tell only what is not ok.")
  private boolean quiet;

  @Under(Heading.LIMITS)
  @Option(
      names = "--max-workers",
      paramLabel = "N",
      defaultValue = "200",
      description = "Look into no more workers than that, and say so. Default: ${DEFAULT-VALUE}.")
  private int maxWorkers = FollowLimits.MAX_WORKERS;

  @Under(Heading.STREAMS)
  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      defaultValue = "auto",
      description =
          "What the streams say: ${COMPLETION-CANDIDATES}. Auto looks at the first frame. Default: "
              + "${DEFAULT-VALUE}.")
  private DialectChoice dialect = DialectChoice.AUTO;

  @Under(Heading.STREAMS)
  @Option(
      names = "--server-tz",
      paramLabel = "ZONE",
      description = "Time zone of stamps that name none. Default: this machine's.")
  private Optional<String> serverZone = Optional.empty();

  Duration timeout() {
    if (timeout.compareTo(LEAST) < 0) {
      throw new UserError(ExitCode.USAGE, "--timeout takes 100ms or more");
    }
    return timeout;
  }

  Form form() {
    return form;
  }

  Detail detail() {
    if (verbose && quiet) {
      throw new UserError(ExitCode.USAGE, "--verbose and --quiet exclude each other");
    }
    return verbose ? Detail.ALL : quiet ? Detail.PROBLEMS : Detail.STEPS;
  }

  int maxWorkers() {
    if (maxWorkers < 1) {
      throw new UserError(ExitCode.USAGE, "--max-workers takes 1 or more, not " + maxWorkers);
    }
    return maxWorkers;
  }

  DialectChoice dialect() {
    return dialect;
  }

  Optional<ZoneId> serverZone() {
    return serverZone.map(name -> StreamOptions.zone("--server-tz", name));
  }
}
