package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.proxy.ProxyRefusal;
import dev.logtail.pipeline.proxy.ProxyTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the server of {@code url} is reached: directly, or through a proxy. */
record Route(URI url, Optional<ProxyAddress> proxy) {
  /**
   * A route whose names have been looked up, once.
   *
   * @param addresses to connect to: the server's, or the proxy's
   * @param target where the proxy is to lead; empty without one
   */
  record Resolved(Route route, List<InetAddress> addresses, Optional<ProxyTarget> target) {
    /** What the server's host means here; nothing where only the proxy can tell. */
    List<InetAddress> meant() {
      return target.map(there -> there.address().stream().toList()).orElse(addresses);
    }
  }

  static Route direct(URI url) {
    return new Route(url, Optional.empty());
  }

  /** Blocks while DNS is asked. */
  Resolved resolved() throws IOException {
    if (proxy.isEmpty()) {
      return new Resolved(this, List.of(InetAddress.getAllByName(host())), Optional.empty());
    }
    ProxyAddress through = proxy.get();
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(through.host()));
      ProxyTarget target = ProxyTarget.of(through, host(), serverPort());
      return new Resolved(this, addresses, Optional.of(target));
    } catch (UnknownHostException e) {
      throw new ProxyRefusal(ProxyTrouble.NO_SUCH_HOST.with(through));
    }
  }

  /** Whose addresses are connected to. */
  String dialledHost() {
    return proxy.map(ProxyAddress::host).orElseGet(this::host);
  }

  int port() {
    return proxy.map(ProxyAddress::port).orElseGet(this::serverPort);
  }

  /** Without the brackets of an IPv6 address. */
  String host() {
    return url.getHost().replaceAll("^\\[|\\]$", "");
  }

  int serverPort() {
    return url.getPort() != -1 ? url.getPort() : isSecure() ? 443 : 80;
  }

  boolean isSecure() {
    return url.getScheme().toLowerCase(Locale.ROOT).equals("wss");
  }
}
