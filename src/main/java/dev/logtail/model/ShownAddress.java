package dev.logtail.model;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An address as people write it: {@code ::1}, where Java says {@code 0:0:0:0:0:0:0:1}. Pure. */
public final class ShownAddress {
  private static final Pattern ZEROS = Pattern.compile("(?<![^:])0(?::0)+(?![^:%])");

  private ShownAddress() {}

  /** Without brackets; the longest row of zeros is left out (RFC 5952). */
  public static String of(InetAddress address) {
    String text = address.getHostAddress();
    Optional<MatchResult> longest =
        ZEROS
            .matcher(text)
            .results()
            .reduce((one, next) -> next.group().length() > one.group().length() ? next : one);
    return longest.map(zeros -> without(text, zeros)).orElse(text);
  }

  private static String without(String text, MatchResult zeros) {
    String before = text.substring(0, zeros.start()).replaceFirst(":$", "");
    String behind = text.substring(zeros.end()).replaceFirst("^:", "");
    return before + "::" + behind;
  }

  /**
   * With brackets where it has colons, and with its port; a name that has no address yet as it is.
   */
  public static String of(InetSocketAddress peer) {
    String host = peer.isUnresolved() ? peer.getHostString() : of(peer.getAddress());
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + peer.getPort();
  }
}
