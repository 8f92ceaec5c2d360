package dev.logtail.pipeline.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why TLS failed: in words that are the same for both kinds of connection, and told apart for those
 * who have words of their own.
 *
 * @param about what the words name, as each {@link Reason} says; foreign text
 * @param words what failed; may quote foreign text
 */
public record TlsFailure(Reason reason, List<String> about, String words) {
  /** What it can be, with what is told about it. */
  public enum Reason {
    /** The other side speaks something else. */
    OTHER_PROTOCOL,
    /** Nobody asked for it there: the other side answers a request in the clear. */
    TLS_WANTED,
    /** Whose certificate, since when. */
    EXPIRED,
    /** Whose certificate, from when on it is valid. */
    TOO_EARLY,
    SELF_SIGNED,
    /** Which issuer. */
    ISSUER_UNKNOWN,
    /** Whom it is for, and whom it is not for. */
    OTHER_HOST,
    /** Which key. */
    KEY_NOT_PINNED,
    /** The certificate is refused otherwise. */
    NOT_BELIEVED,
    NO_SAFE_VERSION,
    CERTIFICATE_WANTED,
    /** Ours. */
    CERTIFICATE_REFUSED,
    NOTHING_SAFE,
    OTHER
  }

  private static final int MAX_QUOTED = 300;
  private static final String TRUST_IT = "if you trust it, give its authority with --cacert FILE";
  private static final String SHOW_ONE = "give one with --cert FILE and --key FILE";

  public TlsFailure {
    about = List.copyOf(about);
  }

  private static TlsFailure of(Reason reason, String words) {
    return new TlsFailure(reason, List.of(), words);
  }

  /** Why the JVM says that it failed. */
  public static TlsFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateRefused refused) {
        TlsFailure why = refused.why();
        return new TlsFailure(why.reason(), why.about(), line(why.words()));
      }
    }
    return alert(line(String.valueOf(failure.getMessage())));
  }

  /** The JVM and the other side have nothing but words for it. */
  private static TlsFailure alert(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("nrecognized ssl message")) {
      return of(Reason.OTHER_PROTOCOL, message);
    }
    if (lower.contains("protocol_version") || lower.contains("protocol version")) {
      return of(
          Reason.NO_SAFE_VERSION,
          "the server offers no version of TLS that is safe, 1.2 or 1.3 (" + message + ")");
    }
    if (lower.contains("certificate_required") || lower.contains("bad_certificate")) {
      return of(
          Reason.CERTIFICATE_WANTED,
          "the server wants a client certificate and got none, or none that it takes ("
              + message
              + ")");
    }
    if (lower.contains("handshake_failure")) {
      return of(
          Reason.NOTHING_SAFE,
          "the server agrees to nothing that is safe, or wants a client certificate ("
              + message
              + ")");
    }
    return lower.contains("fatal alert") && lower.contains("certificate")
        ? of(Reason.CERTIFICATE_REFUSED, "the server refuses our certificate (" + message + ")")
        : of(Reason.OTHER, message);
  }

  /**
   * What a web server's error page says about TLS, which it says in the clear or after a handshake.
   *
   * @param body the page, foreign text
   */
  public static Optional<TlsFailure> inAnswer(int status, String body) {
    if (status != 400) {
      return Optional.empty();
    }
    if (body.contains("No required SSL certificate")) {
      return Optional.of(
          of(Reason.CERTIFICATE_WANTED, "the server wants a client certificate and got none"));
    }
    if (body.contains("SSL certificate error")) {
      return Optional.of(
          of(Reason.CERTIFICATE_REFUSED, "the server refuses our client certificate"));
    }
    return body.contains("plain HTTP request was sent to HTTPS port")
        ? Optional.of(of(Reason.TLS_WANTED, "the server speaks TLS there"))
        : Optional.empty();
  }

  /** What failed, and behind a semicolon what to try: one line that may quote foreign text. */
  public String text() {
    String advice = advice();
    return words + (advice.isEmpty() ? "" : "; " + advice);
  }

  private String advice() {
    return switch (reason) {
      case TLS_WANTED -> "try https:// or wss://";
      case EXPIRED, TOO_EARLY, SELF_SIGNED, ISSUER_UNKNOWN, NOT_BELIEVED -> TRUST_IT;
      case OTHER_HOST -> "use the name that it is for, or a right --cacert FILE";
      case KEY_NOT_PINNED -> "if it rightly has a new key, give that to --pin-sha256";
      case CERTIFICATE_WANTED, NOTHING_SAFE -> SHOW_ONE;
      case OTHER_PROTOCOL, NO_SAFE_VERSION, CERTIFICATE_REFUSED, OTHER -> "";
    };
  }

  /** Foreign words on one line, cut, so that what to try still fits behind them. */
  private static String line(String foreign) {
    String line = foreign.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
