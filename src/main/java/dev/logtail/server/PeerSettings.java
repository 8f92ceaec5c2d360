package dev.logtail.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a {@link PeerServer} listens.
 *
 * @param address whose port may be 0, for any that is free
 * @param name of the host as users type it, as it stands in URLs
 * @param subprotocols that are agreed to, the best first; where there are none, the first that a
 *     peer offers
 * @param origin of pages in a browser that are let in
 * @param tls whom it is to its peers, where connections are encrypted
 * @param bounds of each peer
 */
public record PeerSettings(
    InetSocketAddress address,
    String name,
    List<String> subprotocols,
    Optional<String> origin,
    Optional<SSLContext> tls,
    Bounds bounds) {
  /**
   * What one peer may cost.
   *
   * @param message bytes of the largest message that is read from it
   * @param queue bytes that may wait for it before the oldest are dropped
   * @param stall how long it may take nothing at all before it is sent away
   */
  public record Bounds(int message, int queue, Duration stall) {
    private static final int QUEUE = 4 << 20;
    private static final Duration STALL = Duration.ofSeconds(15);

    /** The usual ones. */
    public static Bounds ofMessage(int bytes) {
      return new Bounds(bytes, QUEUE, STALL);
    }
  }

  public PeerSettings {
    subprotocols = List.copyOf(subprotocols);
  }

  /** Whether only programs of this machine can connect. */
  boolean isLocal() {
    return address.getAddress().isLoopbackAddress();
  }
}
