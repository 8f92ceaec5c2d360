package dev.logtail.pipeline.transport;

import java.util.List;

/**
 * What makes a 101 the beginning of the stream that was asked for (RFC 6455, 4.1). The key's proof
 * is Tyrus's business. Pure.
 */
final class UpgradeRules {
  private UpgradeRules() {}

  /**
   * Checks a 101.
   *
   * @param offered subprotocols, of which it may choose one
   * @return true when messages may be compressed
   * @throws Breach when it is not what was asked for
   */
  static boolean check(HttpAnswer answer, List<String> offered) throws Breach {
    if (!answer.isCurrentVersion()) {
      throw new Breach(Breach.PROTOCOL_ERROR, Obstacle.Kind.OLD_HTTP, "", "it answers in HTTP/1.0");
    }
    require(answer.has("Upgrade", "websocket"), "its answer lacks 'Upgrade: websocket'");
    require(answer.has("Connection", "Upgrade"), "its answer lacks 'Connection: Upgrade'");
    require(
        answer.first("Sec-WebSocket-Accept").isPresent(),
        "its answer lacks 'Sec-WebSocket-Accept'");
    String protocol = answer.first("Sec-WebSocket-Protocol").orElse("");
    require(
        protocol.isEmpty() || offered.contains(protocol),
        "answered a subprotocol that was not asked for: " + protocol);
    return DeflateTerms.agreed(answer.headers().getOrDefault("Sec-WebSocket-Extensions", List.of()))
        .isPresent();
  }

  private static void require(boolean met, String otherwise) throws Breach {
    if (!met) {
      throw new Breach(Breach.PROTOCOL_ERROR, otherwise);
    }
  }
}
