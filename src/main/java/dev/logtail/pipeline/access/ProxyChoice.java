package dev.logtail.pipeline.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The rules as java.net.http wants them; what the JVM's own settings say does not count. */
public final class ProxyChoice extends ProxySelector {
  private final ProxyRules rules;

  public ProxyChoice(ProxyRules rules) {
    this.rules = rules;
  }

  @Override
  public List<Proxy> select(URI url) {
    return List.of(rules.proxyFor(url).map(ProxyChoice::proxy).orElse(Proxy.NO_PROXY));
  }

  private static Proxy proxy(ProxyAddress address) {
    return new Proxy(
        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.host(), address.port()));
  }

  @Override
  public void connectFailed(URI url, SocketAddress address, IOException why) {
    // The request fails, too, and tells.
  }
}
