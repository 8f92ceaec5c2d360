package dev.logtail.pipeline.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Headers that are meant for one origin and reach nobody else. A stream counts to the API's origin
 * when scheme class, host and port are the same (ws is http, wss is https), and when both are on
 * this machine's loopback in the clear.
 */
public final class Credentials {
  public static final Credentials NONE = new Credentials(Optional.empty(), List.of());

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Optional<URI> origin;
  private final List<Header> headers;

  private Credentials(Optional<URI> origin, List<Header> headers) {
    this.origin = origin;
    this.headers = List.copyOf(headers);
  }

  /** One header; its value is a secret and never printed. */
  public record Header(String name, String value) {
    private static final int MAX_BYTES = 8 << 10;

    public Header {
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new IllegalArgumentException("'" + name + "' is no name of a header");
      }
      if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F))) {
        throw new IllegalArgumentException(
            "the value of header " + name + " holds line breaks or other than ASCII");
      }
      if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        throw new IllegalArgumentException("the value of header " + name + " is above 8 KiB");
      }
    }

    @Override
    public String toString() {
      return name + ": ****";
    }
  }

  /** Sends {@code headers} to the origin of {@code api} only. */
  public static Credentials of(URI api, List<Header> headers) {
    return new Credentials(Optional.of(api), headers);
  }

  /** What to send with a request to {@code url}: values by name, in the order given. */
  public Map<String, List<String>> headersFor(URI url) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    if (origin.isPresent() && reaches(origin.get(), url)) {
      for (Header header : headers) {
        sent.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
      }
    }
    return sent;
  }

  private static boolean reaches(URI api, URI url) {
    if (isSecure(api) != isSecure(url)) {
      return false;
    }
    boolean same = host(api).equals(host(url)) && port(api) == port(url);
    return same || (isLoopback(host(api)) && isLoopback(host(url)));
  }

  private static boolean isSecure(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("wss");
  }

  private static String host(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static int port(URI url) {
    return url.getPort() != -1 ? url.getPort() : isSecure(url) ? HTTPS : HTTP;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  @Override
  public String toString() {
    return "Credentials" + headers;
  }
}
