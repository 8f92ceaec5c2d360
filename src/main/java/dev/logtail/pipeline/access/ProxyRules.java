package dev.logtail.pipeline.access;

import java.net.URI;
import java.util.Optional;

/**
 * Which proxy leads to a URL.
 *
 * @param plain for http and ws
 * @param secure for https and wss
 * @param exceptions reached without
 * @param loopback whether this machine's own addresses are asked of the proxy too, which only makes
 *     sense where the user named it for this run
 * @param trust whose certificates are believed of a proxy that speaks TLS
 */
public record ProxyRules(
    Optional<ProxyAddress> plain,
    Optional<ProxyAddress> secure,
    ProxyExceptions exceptions,
    boolean loopback,
    Trust trust) {
  /** Everything is reached directly. */
  public static final ProxyRules DIRECT =
      new ProxyRules(
          Optional.empty(), Optional.empty(), ProxyExceptions.parse(""), false, Trust.ofThisJvm());

  /** Empty where {@code url} is reached directly. */
  public Optional<ProxyAddress> proxyFor(URI url) {
    WebOrigin origin = WebOrigin.of(url);
    boolean direct = exceptions.hold(origin) || (origin.isLoopback() && !loopback);
    return direct ? Optional.empty() : origin.secure() ? secure : plain;
  }
}
