package dev.logtail.pipeline.transport;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The request for one WebSocket, as far as whoever asks may shape it.
 *
 * @param url ws or wss, with a host
 * @param subprotocols offered, the best first
 * @param origin the page that asks, for servers that want one
 * @param host what the Host header says in place of the URL's own host and port
 * @param version of the protocol: 13 (RFC 6455), or 8 for servers from before it
 */
public record Upgrade(
    URI url,
    List<String> subprotocols,
    Optional<String> origin,
    Optional<String> host,
    int version) {
  /** RFC 6455. */
  public static final int CURRENT_VERSION = 13;

  public Upgrade {
    subprotocols = List.copyOf(subprotocols);
  }

  /** The plain request that every stream makes. */
  public static Upgrade to(URI url) {
    return new Upgrade(url, List.of(), Optional.empty(), Optional.empty(), CURRENT_VERSION);
  }

  /** The same request somewhere else. */
  public Upgrade at(URI other) {
    return new Upgrade(other, subprotocols, origin, host, version);
  }
}
