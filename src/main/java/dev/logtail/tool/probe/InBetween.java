package dev.logtail.tool.probe;

import dev.logtail.pipeline.discovery.ApiInquiry.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows by its headers an answer that came through something, or from it. Pure. */
final class InBetween {
  /** Headers that proxies add, not servers. */
  private static final List<String> TELLING =
      List.of("via", "x-squid-error", "proxy-agent", "x-cache", "x-proxy-error");

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

  /** The sign of it, as {@code Via: 1.1 proxy}; empty where there is none. */
  static Optional<String> sign(Reply reply) {
    Stream<String> added =
        TELLING.stream()
            .flatMap(name -> reply.first(name).stream().map(value -> word(name) + ": " + value));
    Stream<String> called =
        reply
            .first("server")
            .filter(name -> PROXIES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
            .map(name -> "Server: " + name)
            .stream();
    return Stream.concat(added, called).findFirst();
  }

  private static String word(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
