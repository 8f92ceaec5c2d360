package dev.logtail.pipeline.access;

import dev.logtail.model.ShownUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who may have the credentials. The first rule that fits decides:
 *
 * <pre>
 *   the same origin as one that the user named              sent
 *   both on this machine's loopback, whatever the ports     sent
 *   not a host that --auth-host names                       withheld
 *   https there, ws here, without --allow-plaintext-auth    withheld
 *   else                                                    sent
 * </pre>
 *
 * @param home the origins that the user named: the API, or the streams where no API is asked
 * @param allowed hosts that may have the credentials too
 * @param plaintext whether credentials may leave an encrypted API for an unencrypted stream
 */
public record OriginRules(List<WebOrigin> home, List<HostPattern> allowed, boolean plaintext) {
  public OriginRules {
    home = List.copyOf(home);
    allowed = List.copyOf(allowed);
  }

  /** Nothing but {@code url}'s own origin. */
  public static OriginRules only(URI url) {
    return new OriginRules(List.of(WebOrigin.of(url)), List.of(), false);
  }

  /** Why the credentials are kept from {@code url}, for the user; empty where they are sent. */
  public Optional<String> withheld(URI url) {
    WebOrigin there = WebOrigin.of(url);
    boolean ownMachine = there.isLoopback() && home.stream().anyMatch(WebOrigin::isLoopback);
    if (home.contains(there) || ownMachine) {
      return Optional.empty();
    }
    String from = home.isEmpty() ? "the API" : home.get(0).toString();
    if (allowed.stream().noneMatch(pattern -> pattern.fits(there))) {
      return Optional.of(
          "streams from "
              + ShownUrl.of(url)
              + ", not from "
              + from
              + "; credentials withheld, allow with --auth-host "
              + there.host()
              + ":"
              + there.port());
    }
    boolean downgrade = !there.secure() && home.stream().anyMatch(WebOrigin::secure);
    return downgrade && !plaintext
        ? Optional.of(
            "streams from "
                + ShownUrl.of(url)
                + " without encryption while the API is "
                + from
                + "; credentials withheld, allow with --allow-plaintext-auth")
        : Optional.empty();
  }
}
