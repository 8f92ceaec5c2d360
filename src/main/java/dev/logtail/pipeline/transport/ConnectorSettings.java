package dev.logtail.pipeline.transport;

import java.time.Duration;

/**
 * Limits of the connections.
 *
 * @param handshakeTimeout from the first packet to the open stream, in total
 * @param maxFrame bytes of a message; a larger one ends its stream
 * @param handshakes how many may be under way at once; the rest waits in order
 */
public record ConnectorSettings(Duration handshakeTimeout, int maxFrame, int handshakes) {
  public static final ConnectorSettings DEFAULT =
      new ConnectorSettings(Duration.ofSeconds(10), 16 << 20, 32);

  public ConnectorSettings {
    if (handshakeTimeout.compareTo(Duration.ZERO) <= 0 || maxFrame < 1 || handshakes < 1) {
      throw new IllegalArgumentException("the limits of connections are positive");
    }
  }
}
