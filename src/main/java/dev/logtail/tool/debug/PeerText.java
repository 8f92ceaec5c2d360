package dev.logtail.tool.debug;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.transport.WireEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes for people who is connected. Pure. */
final class PeerText {
  private PeerText() {}

  /** {@code 1001 'bye', closed by the peer}. */
  static String end(WireEvent.Ended ended) {
    String reason = ended.reason().isEmpty() ? "" : " '" + ended.reason() + "'";
    return ended.code() + reason + by(ended.by());
  }

  private static String by(WireEvent.Closer closer) {
    return switch (closer) {
      case SERVER -> ", closed by the peer";
      case US -> ", closed by us";
      case RULES -> ", closed by us for what the peer did";
      case NETWORK, NOBODY -> ", the connection broke";
    };
  }

  /** A line each. */
  static String table(List<Audience.Peer> peers) {
    return peers.isEmpty()
        ? "nobody is connected"
        : peers.stream().map(PeerText::row).collect(Collectors.joining("\n"));
  }

  private static String row(Audience.Peer peer) {
    String row =
        String.format(
            Locale.ROOT,
            "#%d %s: %,d received, %,d sent",
            peer.number(),
            ShownAddress.of(peer.from()),
            peer.received(),
            peer.sent());
    String waiting =
        peer.waiting() == 0 ? "" : String.format(Locale.ROOT, ", %,d bytes wait", peer.waiting());
    String missed =
        peer.missed() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d dropped: too slow", peer.missed());
    return row + waiting + missed;
  }

  /** The requests of peers by their numbers. */
  static String requests(Map<Integer, Optional<WireEvent.Asked>> asked) {
    return asked.isEmpty()
        ? "no such peer is connected"
        : asked.entrySet().stream()
            .map(
                entry ->
                    "#" + entry.getKey() + "\n" + HeaderText.of(entry.getValue(), Optional.empty()))
            .collect(Collectors.joining("\n"));
  }
}
