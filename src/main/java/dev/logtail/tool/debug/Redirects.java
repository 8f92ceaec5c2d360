package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Decides where a redirect leads. Pure. */
final class Redirects {
  private static final Set<Integer> STATUS = Set.of(301, 302, 303, 307, 308);

  /** What to do about an answer. */
  sealed interface Way {
    /** Ask there instead. */
    record Follow(Upgrade upgrade) implements Way {}

    /** It leads where it must not. */
    record Refuse(String why) implements Way {}
  }

  private Redirects() {}

  /** Empty where {@code answer} is no redirect. */
  static Optional<Way> of(Upgrade asked, WireEvent.Answered answer) {
    return STATUS.contains(answer.status())
        ? answer.first("Location").map(location -> way(asked, location))
        : Optional.empty();
  }

  private static Way way(Upgrade asked, String location) {
    URI target;
    try {
      target = webSocket(asked.url().resolve(location.strip()));
    } catch (IllegalArgumentException | URISyntaxException e) {
      return new Way.Refuse("the redirect leads nowhere: '" + location + "'");
    }
    if (target.getHost() == null || !target.getScheme().matches("wss?")) {
      return new Way.Refuse("the redirect leads to no WebSocket: '" + location + "'");
    }
    boolean weaker = asked.url().getScheme().equals("wss") && target.getScheme().equals("ws");
    return weaker
        ? new Way.Refuse("a redirect from wss to ws is not followed: " + target)
        : new Way.Follow(at(asked, target));
  }

  private static URI webSocket(URI target) throws URISyntaxException {
    String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
    String known =
        switch (scheme) {
          case "http" -> "ws";
          case "https" -> "wss";
          default -> scheme;
        };
    String rest = target.toString();
    URI url = new URI(known + rest.substring(Math.max(0, rest.indexOf(':'))));
    return url.getRawUserInfo() == null
        ? url
        : new URI(url.toString().replace(url.getRawUserInfo() + "@", ""));
  }

  /** Another server is asked in its own name. */
  private static Upgrade at(Upgrade asked, URI target) {
    boolean same = Objects.equals(asked.url().getAuthority(), target.getAuthority());
    return new Upgrade(
        target,
        asked.subprotocols(),
        asked.origin(),
        same ? asked.host() : Optional.empty(),
        asked.version());
  }
}
