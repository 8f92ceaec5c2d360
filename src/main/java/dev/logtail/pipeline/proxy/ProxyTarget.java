package dev.logtail.pipeline.proxy;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyAddress.Scheme;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a proxy is to lead.
 *
 * @param host without the brackets of an IPv6 address
 * @param address where the proxy is given one in place of a name
 */
public record ProxyTarget(String host, int port, Optional<InetAddress> address) {
  /** Asks DNS where {@code proxy} has names resolved here, and blocks then. */
  public static ProxyTarget of(ProxyAddress proxy, String host, int port) throws ProxyRefusal {
    String bare = host.replaceAll("^\\[|\\]$", "");
    boolean isAddress = bare.matches("[0-9.]+|.*:.*");
    if (!isAddress && proxy.scheme() != Scheme.SOCKS5) {
      return new ProxyTarget(bare, port, Optional.empty());
    }
    try {
      return new ProxyTarget(bare, port, Optional.of(InetAddress.getByName(bare)));
    } catch (UnknownHostException e) {
      throw new ProxyRefusal(ProxyTrouble.NAME_UNKNOWN_HERE.with(proxy, bare));
    }
  }

  /** Host and port. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
