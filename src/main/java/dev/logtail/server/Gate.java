package dev.logtail.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Keeps web pages out. A page in a browser can reach any port of its machine, under a name that its
 * author controls or from another origin; then Host is not one of this server's names for itself,
 * or Origin is not this server.
 *
 * @param names as hosts stand in URLs, in lower case; empty for any
 * @param scheme of the pages that this server could have served: http or https
 * @param origin of pages that are let in besides
 */
record Gate(Set<String> names, String scheme, Optional<String> origin) {
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> USUAL_PORTS = Set.of("http:80", "https:443");

  /** For what is served on the loopback address: this machine's names for itself. */
  static final Gate LOOPBACK = new Gate(LOCAL, "http", Optional.empty());

  Gate {
    names = Set.copyOf(names);
  }

  /**
   * Why somebody is sent away.
   *
   * @param status of the answer
   * @param why in words for whoever runs the server; holds foreign text
   */
  record Refusal(int status, String why) {}

  /** Empty for a request that may come in through {@code port}. */
  Optional<Refusal> refusal(HttpFields headers, int port) {
    String host = headers.get(HttpHeader.HOST);
    if (host == null || !isOurs(host.toLowerCase(Locale.ROOT), port)) {
      return Optional.of(
          new Refusal(
              HttpStatus.MISDIRECTED_REQUEST_421,
              host == null ? "names no host" : "asks for the host " + host));
    }
    String from = headers.get(HttpHeader.ORIGIN);
    return from == null || isLetIn(from, host)
        ? Optional.empty()
        : Optional.of(new Refusal(HttpStatus.FORBIDDEN_403, "comes from the origin " + from));
  }

  private boolean isOurs(String host, int port) {
    String suffix = ":" + port;
    if (host.endsWith(suffix)) {
      return knows(host.substring(0, host.length() - suffix.length()));
    }
    return USUAL_PORTS.contains(scheme + suffix) && knows(host);
  }

  private boolean knows(String name) {
    return names.isEmpty() || names.contains(name);
  }

  private boolean isLetIn(String from, String host) {
    return from.equalsIgnoreCase(scheme + "://" + host)
        || origin.filter(from::equalsIgnoreCase).isPresent();
  }
}
