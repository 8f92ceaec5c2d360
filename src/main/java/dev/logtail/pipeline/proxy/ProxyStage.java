package dev.logtail.pipeline.proxy;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;

/** What is under way between a connection and the proxy that is to lead it, in this order. */
public enum ProxyStage {
  /** TCP to the proxy. */
  REACHING(ProxyTrouble.SILENT_TO_CONNECT),
  /** TLS with the proxy. */
  SECURING(ProxyTrouble.SILENT_TO_TLS),
  /** SOCKS5: which kind of authentication it wants. */
  GREETING(ProxyTrouble.SOCKS_SILENT),
  /** SOCKS5: it looks at name and password. */
  LOGIN(ProxyTrouble.SOCKS_SILENT_TO_USER),
  /** It makes its own connection to the target. */
  LEADING(ProxyTrouble.SILENT),
  /** The way is free: what comes now is the target's. */
  OPEN(ProxyTrouble.SILENT);

  private final ProxyTrouble silence;

  ProxyStage(ProxyTrouble silence) {
    this.silence = silence;
  }

  /** Nothing came back in time. */
  public StreamFailure silence(ProxyAddress proxy) {
    return silence.with(proxy);
  }
}
