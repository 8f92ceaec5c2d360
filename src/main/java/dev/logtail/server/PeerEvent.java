package dev.logtail.server;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened at a {@link PeerServer}. Everything that a peer said is foreign text, its
 * secrets included.
 *
 * <pre>
 *   Came ─▶ (Received | Ponged | Missed)* ─▶ Left            Refused
 * </pre>
 */
public sealed interface PeerEvent {
  /** A peer is connected, and can be sent to. */
  record Came(int peer, Arrival arrival) implements PeerEvent {}

  /**
   * A peer sent this.
   *
   * @param onWire bytes of payload on the network: fewer than the frame's size when compressed
   */
  record Received(int peer, PeerFrame frame, long onWire) implements PeerEvent {}

  /** A ping of the peer was answered. */
  record Ponged(int peer, PeerFrame pong) implements PeerEvent {}

  /** The peer was too slow for so many messages, which are gone; it has caught up since. */
  record Missed(int peer, long messages) implements PeerEvent {}

  /**
   * A peer is gone.
   *
   * @param code of the close; 1005 where it named none, 1006 where there was none
   * @param reason of the close, or what broke
   */
  record Left(int peer, Closer by, int code, String reason) implements PeerEvent {}

  /**
   * Somebody was not let in.
   *
   * @param status that it was answered
   * @param why to be read behind its address
   */
  record Refused(InetSocketAddress from, int status, String why) implements PeerEvent {}

  /**
   * Who came, and with which request.
   *
   * @param line the request's first line
   * @param subprotocol agreed on
   * @param extensions agreed on, with their parameters
   */
  record Arrival(
      InetSocketAddress from,
      String line,
      List<Header> headers,
      Optional<String> subprotocol,
      List<String> extensions) {
    public Arrival {
      headers = List.copyOf(headers);
      extensions = List.copyOf(extensions);
    }
  }

  /** A header of a request. */
  record Header(String name, String value) {}

  /** Who ended a connection. */
  enum Closer {
    /** Its close came first. */
    PEER,
    /** We were asked to. */
    US,
    /** We ended it, for what the peer sent or did not read. */
    RULES,
    /** It broke without a close. */
    NETWORK
  }
}
