package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.discovery.StreamAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A WebSocket's URL as people type it.
 *
 * <pre>
 *   localhost:8080/x        ws://localhost:8080/x
 *   https://example.org/x   wss://example.org/x      and a word about it
 *   ws://ann:pw@host/x      ws://host/x              and the user ann
 * </pre>
 *
 * @param note what is to be told of it
 */
record DebugAddress(URI url, Optional<Secret> user, Optional<String> note) {
  static DebugAddress parse(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      throw new UserError(ExitCode.USAGE, "the URL is empty; write ws://HOST:PORT/PATH");
    }
    boolean schemeless = !text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
    String full = schemeless ? "ws://" + text : text;
    Optional<Secret> user = ApiUser.in(full);
    try {
      URI url = StreamAddress.typed(ApiUser.without(full));
      boolean web = full.toLowerCase(Locale.ROOT).startsWith("http");
      return new DebugAddress(
          url, user, web ? Optional.of("taken as " + url.getScheme() + "://") : Optional.empty());
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      throw new UserError(
          ExitCode.USAGE,
          why.replaceFirst("^can't follow", "can't connect to")
              .replace("can be followed", "can be connected to"));
    }
  }
}
