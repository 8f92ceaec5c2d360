package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import dev.logtail.model.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proxy: where it is, what it speaks, and who we are there.
 *
 * @param host without the brackets of an IPv6 address
 * @param user {@code name:password} for the proxy itself
 */
public record ProxyAddress(Scheme scheme, String host, int port, Optional<Secret> user) {
  /** What is spoken with a proxy. */
  public enum Scheme {
    /** HTTP in the clear. */
    HTTP(1080),
    /** HTTP inside of TLS. */
    HTTPS(443),
    /** SOCKS5, which is given addresses: names are resolved here. */
    SOCKS5(1080),
    /** SOCKS5, which is given names: the proxy resolves them. */
    SOCKS5H(1080);

    /** Where curl looks, too, when no port is named. */
    private final int usualPort;

    Scheme(int usualPort) {
      this.usualPort = usualPort;
    }

    /** As it stands in a URL. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isSocks() {
      return this == SOCKS5 || this == SOCKS5H;
    }
  }

  private static final List<String> WORDS = Stream.of(Scheme.values()).map(Scheme::word).toList();

  private static final int MAX_PORT = 65_535;

  /** SOCKS5 counts the bytes of name and password in one byte each. */
  private static final int MOST_OF_SOCKS = 255;

  private static final String FORM =
      " names no proxy: write http://HOST:PORT or socks5://USER:PASSWORD@HOST:PORT, with %XX for"
          + " what is special in the password";

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
      Scheme scheme = scheme(name, String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT));
      if (url.getHost() == null || url.getPort() > MAX_PORT) {
        throw new IllegalArgumentException(name + FORM);
      }
      Optional<Secret> user = Optional.ofNullable(url.getRawUserInfo()).map(ProxyAddress::decoded);
      user.filter(known -> scheme.isSocks()).ifPresent(known -> checkLength(name, known));
      return new ProxyAddress(
          scheme,
          url.getHost().replaceAll("^\\[|\\]$", ""),
          url.getPort() == -1 ? scheme.usualPort : url.getPort(),
          user);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name + FORM);
    }
  }

  private static Scheme scheme(String name, String word) {
    return Stream.of(Scheme.values())
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + ": a proxy of the kind '"
                        + word
                        + "' can't be used"
                        + Spelling.hint(word, WORDS)));
  }

  private static void checkLength(String name, Secret user) {
    for (String word : user.reveal().split(":", 2)) {
      if (word.getBytes(StandardCharsets.UTF_8).length > MOST_OF_SOCKS) {
        throw new IllegalArgumentException(
            name + ": a SOCKS5 proxy takes at most 255 bytes of name and of password");
      }
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

  /** Host and port, as they may be shown; what is spoken there, where it is not plain HTTP. */
  @Override
  public String toString() {
    String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    return scheme == Scheme.HTTP ? place : scheme.word() + "://" + place;
  }
}
