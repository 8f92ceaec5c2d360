package dev.logtail.pipeline.transport;

import java.net.URI;
import java.util.List;

/**
 * Dials streams.
 *
 * <pre>
 *   dial ─▶ opened ─▶ (text | alive)* ─▶ ended
 *     └──────────────────────────────────▲
 * </pre>
 */
public interface StreamConnector extends AutoCloseable {
  /**
   * Starts to connect and returns at once. The listener is told everything that follows, in order
   * and by one thread at a time, but nothing before this method has returned.
   *
   * @param url ws or wss, with a host
   * @param hello text frames to send as soon as the stream is open; usually none
   */
  Connection dial(URI url, List<String> hello, Listener listener);

  /** Closes every connection. Takes two seconds at most. */
  @Override
  void close();

  /** One dialled stream. Nothing is ever sent on it but the hello, pings, pongs and a close. */
  interface Connection {
    /** Asks the other side for a sign of life; does nothing unless the stream is open. */
    void ping();

    /**
     * Asks the other side to end an open stream: what it sends until it does is still told, and
     * then the end. It may never agree. Does nothing unless the stream is open.
     */
    void finish();

    /**
     * Closes the connection, or gives up dialling; the listener is told nothing more. May be called
     * again; when it returns, a new connection is no longer a second one.
     */
    void close();
  }

  /** Is told what happens. Its methods must return quickly: the same thread reads the network. */
  interface Listener {
    /** The handshake is done. */
    void opened();

    /** One whole message. */
    void text(String message);

    /** The other side gave a sign of life that is no message. */
    void alive();

    /** It could not be opened, or is over. The last that is told, exactly once. */
    void ended(StreamEnd end);
  }
}
