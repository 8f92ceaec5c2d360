package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was tried on the way to a target, and what came of it. All texts may hold foreign
 * text that is not yet made safe.
 *
 * @param kind what was tried
 * @param trouble which class of failure it is, {@code NONE} for what did not fail
 * @param measured what was found, in a user's words
 * @param hint what to do about it
 * @param details lines for those who want to know it all: headers, certificates
 */
public record Step(
    Finding finding,
    Kind kind,
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
    boolean failed = finding.told().verdict() == Verdict.FAIL;
    if (failed == (trouble == StreamFailure.Kind.NONE)) {
      throw new IllegalArgumentException("what failed, and nothing else, has a class of failure");
    }
  }

  /** Whether it worked. */
  public Verdict verdict() {
    return finding.told().verdict();
  }

  /** The same with these details. */
  public Step with(List<String> lines) {
    return new Step(finding, kind, trouble, measured, hint, lines);
  }
}
