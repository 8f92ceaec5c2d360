package dev.logtail.pipeline.access;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;

/**
 * Scheme class, host and port: what a credential is bound to. Here ws is http and wss is https.
 *
 * @param host in lower case, in ASCII, without the final dot
 */
public record WebOrigin(boolean secure, String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  /** The origin of a URL that has a scheme and a host. */
  public static WebOrigin of(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https") || scheme.equals("wss");
    int port = url.getPort() != -1 ? url.getPort() : secure ? HTTPS : HTTP;
    return new WebOrigin(secure, plainHost(String.valueOf(url.getHost())), port);
  }

  /** One spelling for all that name the same host. */
  static String plainHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    try {
      // What is ASCII stays as it is, and is spared the tables of all other names.
      boolean plain = bare.chars().allMatch(c -> c < FIRST_BEYOND_ASCII);
      return plain ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return bare;
    }
  }

  /** Whether it is this machine, by a name or address that says so itself. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.equals("[0:0:0:0:0:0:0:1]")
        || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + host + ":" + port;
  }
}
