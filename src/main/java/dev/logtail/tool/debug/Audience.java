package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** The peers of a listening session. Any thread; nothing waits but the end. */
public interface Audience {
  /** Where peers connect to. */
  URI url();

  /** Sends to all; returns how many there are. */
  int send(Frame frame);

  /** Sends to one; false where there is none of that number. */
  boolean send(int peer, Frame frame);

  /** Says goodbye to all; returns how many there are. */
  int close(int code, String reason);

  /** Says goodbye to one; false where there is none of that number. */
  boolean close(int peer, int code, String reason);

  /** Those that are connected, in the order in which they came. */
  List<Peer> present();

  /** Bytes that wait for the slowest peer; one that takes nothing for long is sent away. */
  long waiting();

  /** Says goodbye to all, waits a while for them to agree, and listens no more. */
  void end(int code, String reason) throws InterruptedException;

  /** Ends all connections at once. */
  void cut();

  /**
   * A peer at one moment.
   *
   * @param received messages that it sent
   * @param sent messages on their way to it
   * @param waiting bytes that wait for it
   * @param missed messages that it was too slow for
   */
  record Peer(
      int number, InetSocketAddress from, long received, long sent, long waiting, long missed) {}
}
