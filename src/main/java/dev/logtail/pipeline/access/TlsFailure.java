package dev.logtail.pipeline.access;

import java.util.Locale;
import java.util.Optional;

/** Says in a user's words why TLS failed, the same for both kinds of connection. Pure. */
public final class TlsFailure {
  private static final int MAX_QUOTED = 300;
  private static final String TRUST_IT = "; if you trust it, give its authority with --cacert FILE";
  private static final String SHOW_ONE = "; give one with --cert FILE and --key FILE";

  private TlsFailure() {}

  /** Whether the other side does not speak TLS at all. */
  public static boolean isOtherProtocol(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("nrecognized SSL message");
  }

  /** What failed, and what to try: one line that may quote foreign text. */
  public static String words(Throwable failure) {
    Optional<String> refused = refusal(failure);
    if (refused.isPresent() && refused.get().contains("--pin-sha256")) {
      return "TLS failed: " + line(refused.get());
    }
    if (refused.isPresent()) {
      boolean mendable = !refused.get().startsWith("the certificate is for");
      return "TLS failed: "
          + line(refused.get())
          + (mendable ? TRUST_IT : "; use the name that it is for, or a right --cacert FILE");
    }
    String message = line(String.valueOf(failure.getMessage()));
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("protocol_version") || lower.contains("protocol version")) {
      return "TLS failed: the server offers no version of TLS that is safe, 1.2 or 1.3 ("
          + message
          + ")";
    }
    if (lower.contains("certificate_required") || lower.contains("bad_certificate")) {
      return "TLS failed: the server wants a client certificate and got none, or none that it"
          + " takes ("
          + message
          + ")"
          + SHOW_ONE;
    }
    if (lower.contains("handshake_failure")) {
      return "TLS failed: the server agrees to nothing that is safe, or wants a client certificate ("
          + message
          + ")"
          + SHOW_ONE;
    }
    if (lower.contains("fatal alert") && lower.contains("certificate")) {
      return "TLS failed: the server refuses our certificate (" + message + ")";
    }
    return "TLS failed: " + message;
  }

  /**
   * What a web server's error page says about TLS, which it says in the clear or after a handshake.
   *
   * @param body the page, foreign text
   */
  public static Optional<String> inAnswer(int status, String body) {
    if (status != 400) {
      return Optional.empty();
    }
    if (body.contains("No required SSL certificate")) {
      return Optional.of("the server wants a client certificate and got none" + SHOW_ONE);
    }
    if (body.contains("SSL certificate error")) {
      return Optional.of("the server refuses our client certificate");
    }
    return body.contains("plain HTTP request was sent to HTTPS port")
        ? Optional.of("the server speaks TLS there; try https:// or wss://")
        : Optional.empty();
  }

  /** Foreign words on one line, cut, so that what to try still fits behind them. */
  private static String line(String foreign) {
    String line = foreign.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }

  private static Optional<String> refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateRefused) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }
}
