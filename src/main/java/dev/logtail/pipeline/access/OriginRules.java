package dev.logtail.pipeline.access;

import dev.logtail.model.ShownAddress;
import dev.logtail.model.ShownUrl;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Whom this run may talk to, and who of them may have the credentials. The first rule that fits
 * decides about those:
 *
 * <pre>
 *   the same origin as one that the user named              sent
 *   nothing but that origin is meant                        withheld
 *   both on this machine's loopback, whatever the ports     sent
 *   not a host that --auth-host names                       withheld
 *   https there, ws here, without --allow-plaintext-auth    withheld
 *   else                                                    sent
 * </pre>
 *
 * @param home the origins that the user named: the API, or the streams where no API is asked
 * @param typed streams that the user named besides
 * @param allowed hosts that may have the credentials too
 * @param plaintext whether credentials may leave an encrypted API for an unencrypted stream
 * @param privateStreams whether names that lead back to this machine, or to a link-local address,
 *     may be dialled
 * @param exact whether nothing but the origins that the user named is meant: one URL, not an API
 */
public record OriginRules(
    List<WebOrigin> home,
    List<WebOrigin> typed,
    List<HostPattern> allowed,
    boolean plaintext,
    boolean privateStreams,
    boolean exact) {
  /** Everybody may be dialled, nobody gets anything. */
  public static final OriginRules NONE =
      new OriginRules(List.of(), List.of(), List.of(), false, true, false);

  public OriginRules {
    home = List.copyOf(home);
    typed = List.copyOf(typed);
    allowed = List.copyOf(allowed);
  }

  /** Nothing but {@code url}'s own origin. */
  public static OriginRules only(URI url) {
    return new OriginRules(List.of(WebOrigin.of(url)), List.of(), List.of(), false, false, false);
  }

  /** {@code url}'s own origin and no other, wherever redirects lead. */
  public static OriginRules exactly(URI url) {
    return new OriginRules(List.of(WebOrigin.of(url)), List.of(), List.of(), false, true, true);
  }

  /**
   * Why {@code url} must not be dialled, now that its host is known to lead to {@code addresses};
   * empty where it may. A remote API could otherwise let us talk to what listens on this machine
   * only.
   */
  public Optional<String> forbidden(URI url, List<InetAddress> addresses) {
    WebOrigin there = WebOrigin.of(url);
    boolean named =
        typed.contains(there)
            || home.stream().anyMatch(own -> own.isLoopback() || own.host().equals(there.host()))
            || allowed.stream().anyMatch(pattern -> pattern.fits(there));
    if (privateStreams || named) {
      return Optional.empty();
    }
    return addresses.stream()
        .filter(address -> isPrivate(address))
        .findFirst()
        .map(
            address ->
                "its host leads to "
                    + ShownAddress.of(address)
                    + ", which is no business of a remote API; --allow-private-streams lets it be"
                    + " dialled");
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress();
  }

  /** Why the credentials are kept from {@code url}, for the user; empty where they are sent. */
  public Optional<String> withheld(URI url) {
    WebOrigin there = WebOrigin.of(url);
    boolean ownMachine = there.isLoopback() && home.stream().anyMatch(WebOrigin::isLoopback);
    if (home.contains(there) || (ownMachine && !exact)) {
      return Optional.empty();
    }
    String from = home.isEmpty() ? "the API" : home.get(0).toString();
    if (exact) {
      return Optional.of("credentials withheld: they are for " + from);
    }
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
