package dev.logtail.pipeline.discovery;

import dev.logtail.pipeline.access.TlsFailure;
import java.util.Optional;

/**
 * Why no answer came from an API: told apart for those who have words of their own for it, where a
 * {@link DirectoryException} has them for users.
 *
 * @param about what each {@link Kind} says; foreign text
 * @param tls why TLS failed, where it did
 */
public record ApiTrouble(Kind kind, String about, Optional<TlsFailure> tls) {
  /** What it can be, with what is told about it. */
  public enum Kind {
    /** Only the words tell. */
    OTHER,
    TLS,
    NO_ANSWER_IN_TIME,
    NO_SUCH_HOST,
    /** What the network says. */
    CANNOT_CONNECT,
    /** How much is too much. */
    TOO_LARGE,
    /** What came where HTTP is due. */
    NOT_HTTP,
    /** It says that it is compressed. */
    NOT_COMPRESSED,
    /** How it broke. */
    BROKEN,
    /** What is wrong with the proxy, and behind a semicolon what to try. */
    PROXY
  }

  static final ApiTrouble OTHER = of(Kind.OTHER, "");

  static ApiTrouble of(Kind kind, String about) {
    return new ApiTrouble(kind, about, Optional.empty());
  }

  static ApiTrouble of(TlsFailure why) {
    return new ApiTrouble(Kind.TLS, "", Optional.of(why));
  }
}
