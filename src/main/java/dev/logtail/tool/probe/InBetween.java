package dev.logtail.tool.probe;

import dev.logtail.pipeline.discovery.ApiInquiry.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Knows by its headers an answer that came through something, or from it. Pure. */
final class InBetween {
  /** Headers of what a proxy says itself. */
  private static final List<String> OWN = List.of("x-squid-error", "proxy-agent", "x-proxy-error");

  /** Headers that proxies add to what others say. */
  private static final List<String> ADDED = List.of("via", "x-cache");

  /** Names by which proxies call themselves a server. */
  private static final List<String> PROXIES =
      List.of(
          "squid",
          "tinyproxy",
          "privoxy",
          "zscaler",
          "bluecoat",
          "mikrotik",
          "fortigate",
          "websense",
          "mcafee");

  private InBetween() {}

  /** The sign that it came through something, as {@code Via: 1.1 proxy}; empty without any. */
  static Optional<String> sign(Reply reply) {
    return headers(reply, ADDED).or(() -> speaker(reply));
  }

  /** The sign that a proxy itself answered; empty where there is none. */
  static Optional<String> speaker(Reply reply) {
    return headers(reply, OWN)
        .or(
            () ->
                reply
                    .first("server")
                    .filter(
                        name -> PROXIES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                    .map(name -> "Server: " + name));
  }

  private static Optional<String> headers(Reply reply, List<String> names) {
    return names.stream()
        .flatMap(name -> reply.first(name).stream().map(value -> word(name) + ": " + value))
        .findFirst();
  }

  private static String word(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
