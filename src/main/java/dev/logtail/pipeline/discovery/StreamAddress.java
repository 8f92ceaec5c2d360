package dev.logtail.pipeline.discovery;

import dev.logtail.model.ShownUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker's stream can be dialled from here.
 *
 * <pre>
 *   API                          the API sent             dialled
 *   https://trade.example/root   ws://0.0.0.0:54321       ws://trade.example:54321      rewritten
 *   https://trade.example/root   ws://localhost:54321     ws://trade.example:54321      rewritten
 *   http://localhost:5000        ws://[::]:54321          ws://localhost:54321          rewritten
 *   https://trade.example/root   /ws/54321                wss://trade.example/ws/54321
 * </pre>
 *
 * @param url ws or wss, with a host
 * @param rewritten whether the host is not the one that was sent
 */
public record StreamAddress(URI url, boolean rewritten) {
  private static final int MAX_PORT = 65_535;
  private static final int BYTE = 0xFF;

  /**
   * Works out the address behind what the API of {@code api} sent. Asks nobody: names stay names.
   *
   * @param privateStreams whether loopback addresses of a remote API mean this machine, and
   *     link-local ones may be dialled
   * @throws IllegalArgumentException when nothing can or may be dialled there; the message is for
   *     the user and may quote foreign text
   */
  public static StreamAddress resolve(ApiAddress api, String sent, boolean privateStreams) {
    if (sent.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ')) {
      throw unfit(sent, "it holds control characters or spaces");
    }
    URI url = webSocket(absolute(api, sent), sent);
    if (url.getHost() == null) {
      throw unfit(sent, "it names no valid host");
    }
    if (isLinkLocal(url.getHost()) && !isLinkLocal(api.url().getHost()) && !privateStreams) {
      throw unfit(sent, "it is a link-local address; --allow-private-streams lets it be dialled");
    }
    boolean elsewhere = isWildcard(url.getHost()) || isLoopback(url.getHost());
    boolean stays =
        !isWildcard(url.getHost()) && (privateStreams || isLoopback(api.url().getHost()));
    return elsewhere && !stays
        ? new StreamAddress(withHost(url, api.url().getHost()), true)
        : new StreamAddress(url, false);
  }

  /**
   * Checks a stream URL that a user typed.
   *
   * @throws IllegalArgumentException when it can't be dialled; the message is for the user
   */
  public static URI typed(String text) {
    try {
      URI plain = new URI(text);
      if (plain.getRawUserInfo() != null) {
        throw unfit("…@" + plain.getHost(), "leave the user out of the URL and give it with -u");
      }
      URI url = webSocket(plain, text);
      if (url.getHost() == null) {
        throw unfit(text, "it names no valid host");
      }
      return url;
    } catch (URISyntaxException e) {
      throw unfit(text, "it is not a URL");
    }
  }

  private static URI absolute(ApiAddress api, String sent) {
    try {
      return api.at("/").resolve(new URI(sent));
    } catch (URISyntaxException e) {
      throw unfit(sent, "it is not a URL");
    }
  }

  private static URI webSocket(URI url, String sent) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getRawUserInfo() != null) {
      throw unfit("…@" + url.getHost(), "a stream's URL holds no user or password");
    }
    if (url.getRawFragment() != null) {
      throw unfit(sent, "a stream's URL has no '#'");
    }
    if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw unfit(sent, "a port is 1 to 65535");
    }
    return switch (scheme) {
      case "ws", "http" -> withScheme("ws", url);
      case "wss", "https" -> withScheme("wss", url);
      default -> throw unfit(sent, "only ws:// and wss:// can be followed");
    };
  }

  private static URI withScheme(String scheme, URI url) {
    return scheme.equals(url.getScheme())
        ? url
        : URI.create(scheme + url.toString().substring(url.getScheme().length()));
  }

  private static URI withHost(URI url, String host) {
    String port = url.getPort() == -1 ? "" : ":" + url.getPort();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(url.getScheme() + "://" + host + port + url.getRawPath() + query);
  }

  private static boolean isLinkLocal(String host) {
    InetAddress address = literal(host.replaceFirst("%[^]]*", ""));
    return address != null && address.isLinkLocalAddress();
  }

  private static boolean isWildcard(String host) {
    InetAddress address = literal(host);
    return address != null && address.isAnyLocalAddress();
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.equals("localhost") || bare.endsWith(".localhost")) {
      return true;
    }
    InetAddress address = literal(bare);
    return address != null && address.isLoopbackAddress();
  }

  /** The address that {@code host} spells out in digits; null for a name. */
  private static @Nullable InetAddress literal(String host) {
    try {
      if (host.startsWith("[")) {
        return InetAddress.getByName(host);
      }
      return host.matches("[0-9]+(\\.[0-9]+){0,3}") ? dotted(host.split("\\.")) : null;
    } catch (UnknownHostException | NumberFormatException e) {
      return null;
    }
  }

  /** As inet_aton reads it: {@code 127.1} is 127.0.0.1, {@code 0} is 0.0.0.0. */
  private static InetAddress dotted(String[] parts) throws UnknownHostException {
    long rest = Long.parseLong(parts[parts.length - 1]);
    byte[] bytes = new byte[4];
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (i < parts.length - 1) {
        bytes[i] = (byte) Integer.parseInt(parts[i]);
      } else {
        bytes[i] = (byte) (rest & BYTE);
        rest >>= Byte.SIZE;
      }
    }
    return InetAddress.getByAddress(bytes);
  }

  private static IllegalArgumentException unfit(String sent, String why) {
    String safe = ShownUrl.in(sent);
    String shown = safe.length() <= 200 ? safe : safe.substring(0, 200) + "…";
    return new IllegalArgumentException("can't follow '" + shown + "': " + why);
  }
}
