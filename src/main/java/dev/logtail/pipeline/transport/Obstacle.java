package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.TlsFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What kept a stream from opening, or cut it: told apart for those who have words of their own for
 * it, where a {@link StreamEnd} has them for users.
 *
 * @param about what each {@link Kind} says; foreign text
 * @param tls why TLS failed, where it did
 */
public record Obstacle(Kind kind, List<String> about, Optional<TlsFailure> tls) {
  /** What it can be, with what is told about it. */
  public enum Kind {
    /** Nothing, or what only the end's words tell. */
    NONE,
    NO_SUCH_HOST,
    /** Why it must not be dialled. */
    FORBIDDEN,
    /** Nobody listens there. */
    CONNECTION_REFUSED,
    /** What the network says. */
    CANNOT_CONNECT,
    /** No answer in time, whatever was asked for. */
    SILENCE,
    /** What is wrong with the proxy, and behind a semicolon what to try. */
    PROXY,
    TLS,
    /** What came where HTTP is due. */
    NOT_HTTP,
    ANSWERS_IN_TLS,
    OLD_HTTP,
    KEY_NOT_PROVED,
    /** What must not be. */
    ILLEGAL,
    /** How compressed data are wrong. */
    CORRUPT,
    /** How the connection broke in the handshake. */
    BROKEN,
    /** What to do about an answer that is no 101, or "". */
    ANSWERED,
    /** Where and how an open connection was lost, or "". */
    LOST
  }

  static final Obstacle NONE = of(Kind.NONE);

  public Obstacle {
    about = List.copyOf(about);
  }

  static Obstacle of(Kind kind, String... about) {
    return new Obstacle(kind, List.of(about), Optional.empty());
  }

  static Obstacle of(TlsFailure why) {
    return new Obstacle(Kind.TLS, List.of(), Optional.of(why));
  }

  /** The first of what is told about it; "" where there is none. */
  public String first() {
    return about.isEmpty() ? "" : about.get(0);
  }

  /** The same without what {@code redaction} takes out. */
  Obstacle redacted(UnaryOperator<String> redaction) {
    return new Obstacle(kind, about.stream().map(redaction).toList(), tls);
  }
}
