package dev.logtail.server;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Keeps web pages out. A page in a browser can reach a loopback port, under a name that its author
 * controls or from another origin; then Host is not one of this machine's names for itself, or
 * Origin is not this server.
 */
final class LoopbackGate {
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private LoopbackGate() {}

  /**
   * @param port the port that the request arrived on
   */
  static boolean admits(HttpFields headers, int port) {
    String host = headers.get(HttpHeader.HOST);
    if (host == null || !isOurs(host.toLowerCase(Locale.ROOT), port)) {
      return false;
    }
    String origin = headers.get(HttpHeader.ORIGIN);
    return origin == null || origin.equalsIgnoreCase("http://" + host);
  }

  private static boolean isOurs(String host, int port) {
    String suffix = ":" + port;
    return host.endsWith(suffix)
        && NAMES.contains(host.substring(0, host.length() - suffix.length()));
  }
}
