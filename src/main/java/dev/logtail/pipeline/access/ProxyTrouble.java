package dev.logtail.pipeline.access;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;

/**
 * Says in a user's words what is wrong with a proxy, the same for API and streams: it is named, so
 * that nobody looks for the trouble behind it. Pure.
 */
public final class ProxyTrouble {
  private static final int MAX_QUOTED = 200;
  private static final int WANTS_USER = 407;
  private static final String ANOTHER =
      "; give another one with --proxy URL, or none with --proxy ''";

  private ProxyTrouble() {}

  /** The host of {@code proxy} has no address. */
  public static StreamFailure unknown(ProxyAddress proxy) {
    return new StreamFailure(
        Kind.UNREACHABLE, "no such host as that of the proxy " + proxy + " (DNS)" + ANOTHER);
  }

  /**
   * It can't be connected to.
   *
   * @param why what the network says
   */
  public static StreamFailure unreachable(ProxyAddress proxy, String why) {
    return new StreamFailure(
        Kind.UNREACHABLE, "the proxy " + proxy + " can't be reached: " + line(why) + ANOTHER);
  }

  /** It does not answer in time, or nobody does behind it. */
  public static StreamFailure silent(ProxyAddress proxy) {
    return new StreamFailure(
        Kind.UNREACHABLE,
        "no answer in time through the proxy " + proxy + "; does it work, and does it get there?");
  }

  /** It ended the connection without an answer. */
  public static StreamFailure broken(ProxyAddress proxy, String why) {
    return new StreamFailure(
        Kind.UNREACHABLE,
        "the proxy " + proxy + " broke the connection (" + line(why) + ")" + ANOTHER);
  }

  /** What answers there is no proxy. */
  public static StreamFailure notHttp(ProxyAddress proxy, String got) {
    return new StreamFailure(
        Kind.PROTOCOL,
        "what answers at the proxy's address "
            + proxy
            + " is no HTTP proxy ("
            + line(got)
            + ")"
            + ANOTHER);
  }

  /** It does not lead to {@code target}, and says so with {@code status}. */
  public static StreamFailure refused(ProxyAddress proxy, String target, int status) {
    String at = "the proxy " + proxy + " ";
    return switch (status) {
      case 401, WANTS_USER ->
          new StreamFailure(
              Kind.UNAUTHORISED,
              at
                  + (proxy.user().isEmpty()
                      ? "wants a user ("
                          + status
                          + "); give it with --proxy http://USER:PASSWORD@HOST:PORT"
                      : "refuses its user ("
                          + status
                          + "): wrong name or password, or it wants another kind of"
                          + " authentication than Basic"));
      case 403 ->
          new StreamFailure(
              Kind.UNAUTHORISED, at + "forbids to connect to " + target + " (" + status + ")");
      default ->
          status >= 500
              ? new StreamFailure(
                  Kind.UNREACHABLE, at + "can't reach " + target + " (" + status + ")")
              : new StreamFailure(
                  Kind.PROTOCOL, at + "does not lead to " + target + " (" + status + ")" + ANOTHER);
    };
  }

  /** Foreign words on one line, cut. */
  private static String line(String foreign) {
    String line = foreign.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
