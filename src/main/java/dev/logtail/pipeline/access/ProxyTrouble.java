package dev.logtail.pipeline.access;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import java.util.Locale;

/**
 * All that can be wrong with a proxy, in a user's words and the same for API and streams: it is
 * named, so that nobody looks for the trouble behind it.
 *
 * <p>Of the words {@code %1$s} is the proxy, {@code %2$s} what was measured: the network's words or
 * the target's host and port.
 */
public enum ProxyTrouble {
  NO_SUCH_HOST(
      Kind.UNREACHABLE, "no such host as that of the proxy %1$s (DNS)", ProxyTrouble.ANOTHER),
  CANNOT_REACH(Kind.UNREACHABLE, "the proxy %1$s can't be reached: %2$s", ProxyTrouble.ANOTHER),
  SILENT_TO_CONNECT(
      Kind.UNREACHABLE,
      "the proxy %1$s does not answer the request to connect",
      "is it up, and does a firewall let through to it?"),
  BROKE(
      Kind.UNREACHABLE,
      "the proxy %1$s broke the connection (%2$s)",
      "is it really one of the kind %3$s://? " + ProxyTrouble.OTHER),
  NO_TLS(
      Kind.PROTOCOL,
      "the proxy %1$s does not speak TLS",
      "write http:// in place of https:// if it takes requests in the clear"),
  TLS_FAILS(Kind.TLS, "the proxy %1$s: %2$s", ""),
  SILENT_TO_TLS(
      Kind.UNREACHABLE,
      "the proxy %1$s takes the connection and does not answer TLS",
      "does it speak TLS? If not, write http:// in place of https://"),
  NOT_HTTP(
      Kind.PROTOCOL,
      "what answers at the proxy's address %1$s is no HTTP proxy (%2$s)",
      ProxyTrouble.ANOTHER),
  HTTP_INSIDE_TLS(
      Kind.PROTOCOL,
      "what answers at the proxy's address %1$s is no HTTP proxy (it answers in TLS)",
      "write https:// in place of http://"),
  SILENT(
      Kind.UNREACHABLE,
      "no answer in time through the proxy %1$s",
      "does it work, and does it get there?"),
  WANTS_USER(
      Kind.UNAUTHORISED,
      "the proxy %1$s wants a user (%2$s)",
      "give it with --proxy %3$s://USER:PASSWORD@HOST:PORT"),
  REFUSES_USER(
      Kind.UNAUTHORISED,
      "the proxy %1$s refuses its user (%2$s): wrong name or password, or it wants another kind of"
          + " authentication than Basic",
      ""),
  FORBIDS(Kind.UNAUTHORISED, "the proxy %1$s forbids to connect to %2$s (403)", ""),
  GETS_NOWHERE(Kind.UNREACHABLE, "the proxy %1$s can't reach %2$s", ""),
  LEADS_ELSEWHERE(Kind.PROTOCOL, "the proxy %1$s does not lead to %2$s", ProxyTrouble.ANOTHER),
  NOT_SOCKS(
      Kind.PROTOCOL,
      "what answers at the proxy's address %1$s is no SOCKS5 server (%2$s)",
      ProxyTrouble.ANOTHER),
  SOCKS_IS_HTTP(
      Kind.PROTOCOL,
      "what answers at the proxy's address %1$s is no SOCKS5 server (it answers in HTTP)",
      "write http:// in place of %3$s://"),
  SOCKS_SILENT(
      Kind.UNREACHABLE,
      "the proxy %1$s takes the connection and does not answer the SOCKS5 greeting",
      "is it a SOCKS5 server? An HTTP proxy is written http://"),
  SOCKS_SILENT_TO_USER(
      Kind.UNREACHABLE,
      "the proxy %1$s does not answer to name and password",
      "it may be waiting for somebody who knows its users: see its own log"),
  SOCKS_WANTS_USER(
      Kind.UNAUTHORISED,
      "the proxy %1$s wants a user",
      "give it with --proxy %3$s://USER:PASSWORD@HOST:PORT"),
  SOCKS_WANTS_ANOTHER_KIND(
      Kind.UNAUTHORISED,
      "the proxy %1$s lets in neither without a user nor with name and password",
      "it wants another kind of authentication (GSSAPI?), which logtail has not"),
  SOCKS_REFUSES_USER(
      Kind.UNAUTHORISED, "the proxy %1$s refuses its user: wrong name or password", ""),
  NAME_UNKNOWN_HERE(
      Kind.UNREACHABLE,
      "no such host '%2$s' (DNS), which was asked here and not at the proxy %1$s",
      "socks5h:// in place of socks5:// lets the proxy look names up"),
  SOCKS_FAILED(
      Kind.UNREACHABLE,
      "the proxy %1$s failed on the way to %2$s (SOCKS 1, general failure)",
      "its own log may say why; is that host up?"),
  SOCKS_FORBIDS(
      Kind.UNAUTHORISED,
      "the proxy %1$s forbids to connect to %2$s (SOCKS 2)",
      "its rules must allow that host and port"),
  SOCKS_NO_NETWORK(
      Kind.UNREACHABLE,
      "the proxy %1$s finds no way to the network of %2$s (SOCKS 3)",
      "is that address one that the proxy's network knows?"),
  SOCKS_NO_HOST(
      Kind.UNREACHABLE,
      "the proxy %1$s can't reach the host of %2$s (SOCKS 4)",
      "is it up, and does the proxy know that name or address?"),
  SOCKS_REFUSED(
      Kind.UNREACHABLE,
      "the proxy %1$s was refused by %2$s (SOCKS 5): nobody listens there",
      "is the server running, and is that its port?"),
  SOCKS_TOO_FAR(
      Kind.UNREACHABLE,
      "the proxy %1$s got no answer from %2$s (SOCKS 6, time to live is over)",
      "the host is down, a firewall swallows it, or packets go round in circles"),
  SOCKS_NO_CONNECT(
      Kind.PROTOCOL,
      "the proxy %1$s makes no connections for others (SOCKS 7, unknown command)",
      ProxyTrouble.ANOTHER),
  SOCKS_NO_SUCH_ADDRESS(
      Kind.PROTOCOL,
      "the proxy %1$s does not take an address like %2$s (SOCKS 8)",
      "try %4$s:// in place of %3$s://, or an IPv4 address"),
  SOCKS_UNKNOWN_REPLY(Kind.PROTOCOL, "the proxy %1$s does not lead to %2$s", ProxyTrouble.ANOTHER);

  private static final String ANOTHER =
      "give another one with --proxy URL, or none with --proxy ''";

  private static final String OTHER = "Another one is given with --proxy URL";

  private static final int MAX_QUOTED = 200;
  private static final int WANTED = 407;

  private final Kind kind;
  private final String words;
  private final String hint;

  ProxyTrouble(Kind kind, String words, String hint) {
    this.kind = kind;
    this.words = words;
    this.hint = hint;
  }

  /** The sentence about {@code proxy}. */
  public StreamFailure with(ProxyAddress proxy) {
    return with(proxy, "");
  }

  /**
   * The sentence about {@code proxy}.
   *
   * @param measured may be foreign text
   */
  public StreamFailure with(ProxyAddress proxy, String measured) {
    ProxyAddress.Scheme other =
        proxy.scheme() == ProxyAddress.Scheme.SOCKS5
            ? ProxyAddress.Scheme.SOCKS5H
            : ProxyAddress.Scheme.SOCKS5;
    String text = hint.isEmpty() ? words : words + "; " + hint;
    return new StreamFailure(
        kind,
        String.format(
            Locale.ROOT, text, proxy, line(measured), proxy.scheme().word(), other.word()));
  }

  /** It does not lead to {@code target}, and says so with a status of HTTP. */
  public static StreamFailure answered(ProxyAddress proxy, String target, int status) {
    String there = target + " (" + status + ")";
    return switch (status) {
      case 401, WANTED ->
          (proxy.user().isEmpty() ? WANTS_USER : REFUSES_USER).with(proxy, String.valueOf(status));
      case 403 -> FORBIDS.with(proxy, target);
      default -> (status >= 500 ? GETS_NOWHERE : LEADS_ELSEWHERE).with(proxy, there);
    };
  }

  /** It does not lead to {@code target}, and says so with a reply of SOCKS5. */
  public static StreamFailure replied(ProxyAddress proxy, String target, int reply) {
    ProxyTrouble trouble =
        switch (reply) {
          case 1 -> SOCKS_FAILED;
          case 2 -> SOCKS_FORBIDS;
          case 3 -> SOCKS_NO_NETWORK;
          case 4 -> SOCKS_NO_HOST;
          case 5 -> SOCKS_REFUSED;
          case 6 -> SOCKS_TOO_FAR;
          case 7 -> SOCKS_NO_CONNECT;
          case 8 -> SOCKS_NO_SUCH_ADDRESS;
          default -> SOCKS_UNKNOWN_REPLY;
        };
    String known = trouble == SOCKS_UNKNOWN_REPLY ? target + " (SOCKS " + reply + ")" : target;
    return trouble.with(proxy, known);
  }

  /** Foreign words on one line, cut. */
  private static String line(String foreign) {
    String line = foreign.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
