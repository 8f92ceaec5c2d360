package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was tried on the way to a target, and what came of it. All texts may hold foreign
 * text that is not yet made safe.
 *
 * @param trouble which class of failure it is, {@code NONE} for what did not fail
 * @param measured what was found, in a user's words
 * @param hint what to do about it
 * @param details lines for those who want to know it all: headers, certificates
 */
public record Step(
    Kind kind,
    Verdict verdict,
    StreamFailure.Kind trouble,
    String measured,
    Optional<String> hint,
    List<String> details) {
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
    CLIENTS("clients"),
    /** Whether it stays open. */
    STREAM("stream");

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

  public Step {
    details = List.copyOf(details);
    if ((verdict == Verdict.FAIL) == (trouble == StreamFailure.Kind.NONE)) {
      throw new IllegalArgumentException("what failed, and nothing else, has a class of failure");
    }
  }

  public static Step ok(Kind kind, String measured) {
    return new Step(
        kind, Verdict.OK, StreamFailure.Kind.NONE, measured, Optional.empty(), List.of());
  }

  public static Step warn(Kind kind, String measured, String hint) {
    return new Step(
        kind, Verdict.WARN, StreamFailure.Kind.NONE, measured, Optional.of(hint), List.of());
  }

  /**
   * What did not work.
   *
   * @param trouble any class but {@code NONE}: it decides about the exit status
   */
  public static Step fail(Kind kind, StreamFailure.Kind trouble, String measured, String hint) {
    return new Step(kind, Verdict.FAIL, trouble, measured, Optional.of(hint), List.of());
  }

  /**
   * What did not work, from a sentence that says behind a semicolon what to try.
   *
   * @param usual what to try where it says nothing of that
   */
  static Step fail(Kind kind, StreamFailure failure, String usual) {
    String[] parts = failure.text().split("; ", 2);
    return fail(kind, failure.kind(), parts[0], parts.length > 1 ? parts[1] : usual);
  }

  /** The same with these details. */
  public Step with(List<String> lines) {
    return new Step(kind, verdict, trouble, measured, hint, lines);
  }
}
