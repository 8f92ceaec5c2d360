package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the server of {@code url} is reached: directly, or through a proxy that finds it itself. */
record Route(URI url, Optional<ProxyAddress> proxy) {
  static Route direct(URI url) {
    return new Route(url, Optional.empty());
  }

  /** The addresses to connect to. Blocks while DNS is asked. */
  List<InetAddress> addresses() throws IOException {
    if (proxy.isEmpty()) {
      return List.of(InetAddress.getAllByName(host()));
    }
    try {
      return List.of(InetAddress.getAllByName(proxy.get().host()));
    } catch (UnknownHostException e) {
      throw new ProxyRefusal(ProxyTrouble.unknown(proxy.get()));
    }
  }

  /** What the server's host means here; nothing where only the proxy can tell. */
  List<InetAddress> meant(List<InetAddress> addresses) throws IOException {
    boolean isAddress = host().matches("[0-9.]+|.*:.*");
    return proxy.isEmpty()
        ? addresses
        : isAddress ? List.of(InetAddress.getAllByName(host())) : List.of();
  }

  /** Whose addresses those are. */
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

  @Nullable ProxyTunnel tunnel() {
    return proxy
        .map(there -> new ProxyTunnel(there, url.getHost() + ":" + serverPort()))
        .orElse(null);
  }
}
