package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy that speaks HTTP in the clear, as nearly all do.
 *
 * @param host without the brackets of an IPv6 address
 * @param user {@code name:password} for the proxy itself
 */
public record ProxyAddress(String host, int port, Optional<Secret> user) {
  /** Where curl looks, too, when no port is named. */
  private static final int USUAL_PORT = 1080;

  private static final int MAX_PORT = 65_535;

  private static final String FORM =
      " names no proxy: write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with %XX for what"
          + " is special in the password";

  /**
   * Reads {@code http://USER:PASSWORD@HOST:PORT}, of which only the host is needed.
   *
   * @param name where it was written, for example {@code --proxy}
   * @throws IllegalArgumentException when it is no proxy of use; the message is for the user
   */
  public static ProxyAddress parse(String name, String typed) {
    String text = typed.strip();
    try {
      URI url = new URI(text.contains("://") ? text : "http://" + text);
      checkScheme(name, String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT));
      if (url.getHost() == null || url.getPort() > MAX_PORT) {
        throw new IllegalArgumentException(name + FORM);
      }
      return new ProxyAddress(
          url.getHost().replaceAll("^\\[|\\]$", ""),
          url.getPort() == -1 ? USUAL_PORT : url.getPort(),
          Optional.ofNullable(url.getRawUserInfo()).map(ProxyAddress::decoded));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name + FORM);
    }
  }

  private static void checkScheme(String name, String scheme) {
    if (!scheme.equals("http")) {
      throw new IllegalArgumentException(
          name + ": a proxy of the kind '" + scheme + "' can't be used, only http://HOST:PORT");
    }
  }

  private static Secret decoded(String user) {
    String words = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    return new Secret(words.contains(":") ? words : words + ":");
  }

  /** The value of Proxy-Authorization; empty where no user is known. */
  public Optional<Secret> authorization() {
    return user.map(Secret::reveal)
        .map(words -> words.getBytes(StandardCharsets.UTF_8))
        .map(words -> new Secret("Basic " + Base64.getEncoder().encodeToString(words)));
  }

  /** Host and port, as they may be shown. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
