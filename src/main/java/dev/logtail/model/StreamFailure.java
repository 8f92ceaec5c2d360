package dev.logtail.model;

/**
 * Why a stream or a request failed, in words a user can act on.
 *
 * @param text what was tried, on what, what came back and what to try next: one line that may quote
 *     foreign text
 */
public record StreamFailure(Kind kind, String text) {
  /** Nothing failed. */
  public static final StreamFailure NONE = new StreamFailure(Kind.NONE, "");

  /** The classes that differ in exit code and in whether trying again makes sense. */
  public enum Kind {
    /** Nothing failed: closed by us, or ended in good order. */
    NONE,
    /** Refused connection, unknown host, time-out, broken connection. */
    UNREACHABLE,
    /** Certificate or TLS version. */
    TLS,
    /** 401, 403, close 1008. */
    UNAUTHORISED,
    /** Not a WebSocket, illegal frames, not JSON where JSON is due. */
    PROTOCOL,
    /** No such worker (any more), or it streams nothing. */
    GONE
  }
}
