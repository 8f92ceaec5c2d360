package dev.logtail.pipeline.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts that are reached without the proxy, as {@code NO_PROXY} names them:
 *
 * <pre>
 *   *                      every host
 *   example.com            that host and those below it; .example.com and *.example.com mean the same
 *   example.com:8443       the same, on this port only
 *   10.0.0.0/8  fd00::/8   addresses, where the URL is written with one
 * </pre>
 */
public record ProxyExceptions(List<String> words) {
  private static final Pattern PORT = Pattern.compile("(\\[[^\\]]+\\]|[^:]+):(\\d{1,5})");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?");
  private static final Pattern NETWORK = Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]+)/(\\d{1,3})");

  public ProxyExceptions {
    words = List.copyOf(words);
  }

  /** Reads a list with commas or spaces between its words. */
  public static ProxyExceptions parse(String typed) {
    return new ProxyExceptions(
        Stream.of(typed.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList());
  }

  boolean hold(WebOrigin origin) {
    return words.stream().anyMatch(word -> fits(word, origin));
  }

  private static boolean fits(String word, WebOrigin origin) {
    Matcher network = NETWORK.matcher(word);
    if (network.matches()) {
      return holds(network.group(1), Integer.parseInt(network.group(2)), origin.host());
    }
    Matcher port = PORT.matcher(word);
    if (port.matches()) {
      return Integer.parseInt(port.group(2)) == origin.port()
          && names(port.group(1), origin.host());
    }
    return names(word, origin.host());
  }

  private static boolean names(String word, String host) {
    if (word.equals("*")) {
      return true;
    }
    String named = WebOrigin.plainHost(word.replaceFirst("^\\*?\\.", ""));
    return (isAddress(host) || isAddress(named))
        ? Arrays.equals(bytes(host), bytes(named)) && bytes(host).length > 0
        : host.equals(named) || host.endsWith("." + named);
  }

  private static boolean isAddress(String host) {
    return ADDRESS.matcher(host).matches();
  }

  /** Nothing for a name: nobody is asked what it means. */
  private static byte[] bytes(String host) {
    try {
      return isAddress(host)
          ? InetAddress.getByName(host.replaceAll("^\\[|\\]$", "")).getAddress()
          : new byte[0];
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  private static boolean holds(String network, int bits, String host) {
    byte[] net = bytes(network);
    byte[] address = bytes(host);
    if (net.length == 0 || net.length != address.length || bits > net.length * Byte.SIZE) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if ((net[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
