package dev.logtail.pipeline.transport;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks a proxy to lead a connection on to its target; what is sent and received from then on is no
 * business of the proxy's. The proxy gets its own user and nothing that is meant for the target.
 *
 * <pre>
 *   CONNECT trade.example:443 HTTP/1.1  ──▶
 *                                       ◀──  HTTP/1.1 200 Connection established
 * </pre>
 */
final class ProxyTunnel {
  private final ProxyAddress proxy;
  private final String target;
  private final HttpAnswer answer = new HttpAnswer();

  /** Written by the thread that reads; read by those that send. */
  private volatile boolean open;

  /**
   * @param target host and port
   */
  ProxyTunnel(ProxyAddress proxy, String target) {
    this.proxy = proxy;
    this.target = target;
  }

  ByteBuffer request() {
    String user =
        proxy
            .authorization()
            .map(Secret::reveal)
            .map(value -> "Proxy-Authorization: " + value + "\r\n")
            .orElse("");
    String text = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + user + "\r\n";
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether the way to the target is free. */
  boolean isOpen() {
    return open;
  }

  /** Reads the proxy's answer and not one byte more; true when the way is free now. */
  boolean take(ByteBuffer in) throws ProxyRefusal {
    try {
      if (answer.takeHead(in)) {
        if (answer.status() / 100 != 2) {
          throw new ProxyRefusal(ProxyTrouble.refused(proxy, target, answer.status()));
        }
        open = true;
      }
      return open;
    } catch (Breach e) {
      throw new ProxyRefusal(ProxyTrouble.notHttp(proxy, e.words()));
    }
  }

  /** Why a connection could not be had, or was lost: while the proxy is at work, that is named. */
  Optional<Throwable> blame(Optional<Throwable> why, boolean connected) {
    if (open || why.filter(ProxyRefusal.class::isInstance).isPresent()) {
      return why;
    }
    String words =
        String.valueOf(why.orElseGet(() -> new EOFException("it said nothing")).getMessage());
    return Optional.of(
        new ProxyRefusal(
            connected
                ? ProxyTrouble.broken(proxy, words)
                : ProxyTrouble.unreachable(proxy, words.toLowerCase(java.util.Locale.ROOT))));
  }
}
