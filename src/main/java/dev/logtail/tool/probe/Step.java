package dev.logtail.tool.probe;

import java.util.Optional;

/**
 * One thing that was tried on the way to a target, and what came of it.
 *
 * @param measured what was found, in a user's words; foreign text in it is not yet made safe
 * @param hint what to do about it
 */
public record Step(Kind kind, Verdict verdict, String measured, Optional<String> hint) {
  /** What was tried, in the order of the way. */
  public enum Kind {
    NAME("name"),
    TCP("tcp"),
    PROXY("proxy"),
    TLS("tls"),
    API("api"),
    LISTING("listing"),
    ADDRESS("address"),
    HANDSHAKE("handshake"),
    EXTENSIONS("extensions"),
    REPLAY("replay"),
    FIRST_RECORD("first record"),
    LEVELS("levels"),
    CLOCK("clock"),
    PING("ping"),
    CLIENTS("clients");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** How users call it. */
    public String word() {
      return word;
    }
  }

  /** Whether it worked; the worse the later. */
  public enum Verdict {
    OK,
    WARN,
    FAIL
  }

  public static Step ok(Kind kind, String measured) {
    return new Step(kind, Verdict.OK, measured, Optional.empty());
  }

  public static Step warn(Kind kind, String measured, String hint) {
    return new Step(kind, Verdict.WARN, measured, Optional.of(hint));
  }

  public static Step fail(Kind kind, String measured, String hint) {
    return new Step(kind, Verdict.FAIL, measured, Optional.of(hint));
  }
}
