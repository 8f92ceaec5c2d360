package dev.logtail.pipeline.transport;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The request that opens a WebSocket as it goes out: what Tyrus makes of it, with what an {@link
 * Upgrade} wants otherwise.
 */
record UpgradeRequest(String line, Map<String, List<String>> headers) {
  private static final String HOST = "Host";

  /** The path goes out as it stands in the URL: Tyrus would decode it. */
  static UpgradeRequest of(Upgrade upgrade, Map<String, List<String>> made) {
    URI ascii = URI.create(upgrade.url().toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    return new UpgradeRequest("GET " + path + query + " HTTP/1.1", headers(upgrade, made));
  }

  private static Map<String, List<String>> headers(
      Upgrade upgrade, Map<String, List<String>> made) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(made);
    boolean old = upgrade.version() != Upgrade.CURRENT_VERSION;
    if (old) {
      all.put("Sec-WebSocket-Version", List.of(String.valueOf(upgrade.version())));
    }
    upgrade
        .origin()
        .ifPresent(origin -> all.put(old ? "Sec-WebSocket-Origin" : "Origin", List.of(origin)));
    upgrade.host().ifPresent(host -> all.put(HOST, List.of(host)));
    if (!upgrade.subprotocols().isEmpty()) {
      all.put("Sec-WebSocket-Protocol", List.of(String.join(",", upgrade.subprotocols())));
    }
    return hostFirst(all);
  }

  private static Map<String, List<String>> hostFirst(Map<String, List<String>> all) {
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    if (all.containsKey(HOST)) {
      ordered.put(HOST, all.get(HOST));
    }
    all.forEach(ordered::putIfAbsent);
    return ordered;
  }

  ByteBuffer bytes() {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()) + "\r\n")
            .collect(Collectors.joining());
    String text = line + "\r\n" + lines + "\r\n";
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
