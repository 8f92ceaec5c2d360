package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.WireEvent;
import java.util.Optional;

/** Says what may help where a server answers anything but a WebSocket. Pure. */
final class Refusals {
  private static final int LINES = 12;
  private static final int CHARACTERS = 1000;

  private Refusals() {}

  /** One line; empty where nothing general helps. */
  static Optional<String> hint(WireEvent.Answered answer) {
    return Optional.ofNullable(
        switch (answer.status()) {
          case 200, 204 -> "an ordinary page is served there; is the path right?";
          case 301, 302, 303, 307, 308 -> "-L follows redirects";
          case 400 -> "is the path right? some servers want --subprotocol or --origin";
          case 403 -> "some servers want an --origin";
          case 404, 410 -> "is the path right? behind a proxy it often has a prefix";
          case 405, 426 -> "another --protocol version, --subprotocol or path may be wanted";
          case 421 -> "the server has no such name; --host sets it";
          case 502, 503, 504 -> "a proxy answers, but the server behind it does not";
          default -> null;
        });
  }

  /** The beginning of {@code body}. */
  static String beginning(String body) {
    String cut = body.length() <= CHARACTERS ? body : body.substring(0, CHARACTERS) + "…";
    String text = String.join("\n", cut.strip().lines().limit(LINES).toList());
    return text.length() < cut.strip().length() && !text.endsWith("…") ? text + "\n…" : text;
  }
}
