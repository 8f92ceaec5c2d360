package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.tool.debug.DebugSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the connection is made and kept. */
@Under(Heading.STREAMS)
final class DebugLinkOptions {
  @Option(
      names = "--reconnect",
      description =
          "Connect again when the connection ends, after pauses from one to ten seconds; -x is "
              + "sent again.")
  private boolean reconnect;

  @Option(
      names = "--ping-interval",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Ping that often; a connection that gives no sign of life until the next ping is dead.")
  private Optional<Duration> pingInterval = Optional.empty();

  @Option(
      names = "--connect-timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "For one try to connect. Default: ${DEFAULT-VALUE}.")
  private Duration connectTimeout = ConnectorSettings.DEFAULT.handshakeTimeout();

  @Under(Heading.LIMITS)
  @Option(
      names = "--max-frame",
      paramLabel = "SIZE",
      defaultValue = "16m",
      converter = SizeConverter.class,
      description = "A larger message ends the connection. Default: ${DEFAULT-VALUE}.")
  private long maxFrame = ConnectorSettings.DEFAULT.maxFrame();

  DebugSettings.Links links(int redirects) {
    pingInterval.ifPresent(every -> LimitOptions.least("--ping-interval", every));
    return new DebugSettings.Links(reconnect, redirects, pingInterval);
  }

  ConnectorSettings connector() {
    return new ConnectorSettings(
        LimitOptions.least("--connect-timeout", connectTimeout),
        LimitOptions.frame(maxFrame),
        ConnectorSettings.DEFAULT.handshakes());
  }
}
