package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ShownCertificates;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSession;

/**
 * Whom a {@link TyrusConnection} tells what happens. A stream only wants messages and the end; what
 * else there is to see goes to those who override more.
 */
interface ConnectionObserver extends Carrier.Watcher, Network.Witness {
  /** Whether {@link #shown} is to be called; what is shared with all others stays unused then. */
  default boolean looksAtCertificates() {
    return false;
  }

  /** The host that is connected to has these addresses. */
  default void resolved(String host, List<InetAddress> addresses) {}

  @Override
  default void shown(ShownCertificates certificates) {}

  @Override
  default void proxyShown(ShownCertificates certificates) {}

  /** TLS stands. */
  default void secured(SSLSession session) {}

  /** The request is about to be sent. */
  default void asked(String line, Map<String, List<String>> headers) {}

  /** The answer is there: a 101's head, or all of another one that may be shown. */
  default void answered(HttpAnswer answer) {}

  /** The server's ping, which is being answered. */
  default void pinged(ByteBuffer payload) {}

  /** Our pong is on its way. */
  default void ponged(byte[] payload) {}

  /** A pong from the server. */
  default void pong(ByteBuffer payload) {}

  /** A whole message has come in; it is handed on next. */
  default void counted(long onWire, int fragments) {}

  /** The server's close frame. */
  default void closing(int code, String reason) {}

  /** Bytes came, of which all is told that they make whole. */
  default void readingBegins() {}

  /** That is done. As long as this waits, nothing more is read: the server has to wait too. */
  default void readingEnds() {}

  /** The handshake is done. */
  void opened();

  void text(String message);

  void binary(byte[] message);

  /** A sign of life that is no message. */
  void alive();

  /** The last that is told, exactly once. */
  void ended(Ending ending);
}
