package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.proxy.ProxyStage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened on one WebSocket. Secrets of ours have been taken out; everything else is
 * as the network had it, foreign text.
 *
 * <pre>
 *   Resolved ─▶ Connected ─▶ (Proxy…)* ─▶ (Shown ─▶ Secured) ─▶ Asked ─▶ Answered ─▶ Opened ─▶ (Received | Sent)* ─▶ Ended
 *       └────────────┴────────────┴───────────────┴────────────────┴─────────┴──────────────────────────────────────▲
 * </pre>
 */
public sealed interface WireEvent {
  /**
   * The name has addresses.
   *
   * @param host the server's, or the proxy's where there is one
   */
  record Resolved(String host, List<InetAddress> addresses) implements WireEvent {}

  /**
   * TCP stands.
   *
   * @param proxy the proxy that {@code peer} is, as it may be shown; it has not been asked yet
   * @param known whether that is told a user of ours
   */
  record Connected(InetSocketAddress peer, Optional<String> proxy, boolean known)
      implements WireEvent {
    /** Without a user of ours. */
    public Connected(InetSocketAddress peer, Optional<String> proxy) {
      this(peer, proxy, false);
    }
  }

  /** The proxy showed these certificates. Comes before they are judged. */
  record ProxyShown(ShownCertificates certificates) implements WireEvent {}

  /**
   * TLS stands with the proxy.
   *
   * @param version of TLS, such as TLSv1.3
   */
  record ProxySecured(String version, String cipher) implements WireEvent {}

  /**
   * This has begun between us and the proxy.
   *
   * @param silence what it comes to where nothing more is heard
   */
  record ProxyAt(ProxyStage stage, StreamFailure silence) implements WireEvent {}

  /** The server showed these certificates. Comes before they are judged: they may be refused. */
  record Shown(ShownCertificates certificates) implements WireEvent {}

  /**
   * TLS stands.
   *
   * @param version of TLS, such as TLSv1.3
   */
  record Secured(String version, String cipher) implements WireEvent {}

  /**
   * The request went out.
   *
   * @param line its first line
   */
  record Asked(URI url, String line, List<Header> headers) implements WireEvent {}

  /**
   * The answer's head came, and where it is no 101 the beginning of its body.
   *
   * @param reason the status line's last words
   */
  record Answered(int status, String reason, List<Header> headers, String body)
      implements WireEvent {
    /** The first value of a header, whose name is compared in any case. */
    public Optional<String> first(String name) {
      return headers.stream()
          .filter(header -> header.name().equalsIgnoreCase(name))
          .map(Header::value)
          .findFirst();
    }
  }

  /**
   * The WebSocket is open.
   *
   * @param subprotocol that the server chose
   * @param extensions that it agreed to, with their parameters
   */
  record Opened(Optional<String> subprotocol, List<String> extensions) implements WireEvent {}

  /**
   * The other side sent this.
   *
   * @param onWire bytes of payload on the network: fewer than the frame's size when compressed
   * @param fragments frames that it came in
   */
  record Received(Frame frame, long onWire, int fragments) implements WireEvent {}

  /** We sent this; pongs that answer pings too. */
  record Sent(Frame frame) implements WireEvent {}

  /**
   * Nothing more comes.
   *
   * @param by who ended it
   * @param code of the close, 1006 where there was none; 0 where it never was open
   * @param reason of the close: foreign text, or ours
   * @param end in a user's words
   */
  record Ended(Closer by, int code, String reason, StreamEnd end) implements WireEvent {}

  /** Who ended a connection. */
  enum Closer {
    /** Its close frame came first. */
    SERVER,
    /** We closed or cut it, because the user wanted to. */
    US,
    /** We closed it for what the server sent. */
    RULES,
    /** It broke without a close frame. */
    NETWORK,
    /** It never was open. */
    NOBODY
  }

  /** A header of a request or an answer. */
  record Header(String name, String value) {}
}
