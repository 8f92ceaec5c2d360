package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.client.auth.AuthenticationException;
import org.glassfish.tyrus.client.exception.DeploymentHandshakeException;
import org.glassfish.tyrus.core.HandshakeException;

/** Says in a user's words why a stream could not be opened. Pure. */
final class HandshakeFailures {
  private HandshakeFailures() {}

  /** Nothing came back in time. */
  static StreamEnd timeout(URI url, Duration limit) {
    return StreamEnd.of(
        Retry.ALWAYS,
        Kind.UNREACHABLE,
        String.format(
            "%s: no answer within %d s; is that a WebSocket server, and does a firewall let through"
                + " to %s?",
            ForeignWords.of(url), Math.max(1, limit.toSeconds()), ForeignWords.hostAndPort(url)));
  }

  /**
   * Why dialling {@code url} failed, after what Tyrus threw.
   *
   * @param glimpse asked for the first words of the page there, where a page answered
   */
  static StreamEnd of(URI url, Throwable thrown, Function<URI, String> glimpse) {
    Optional<Integer> status = status(thrown);
    if (status.isPresent()) {
      return answered(url, status.get(), status.get() == 200 ? glimpse.apply(url) : "");
    }
    return broken(url, cause(thrown));
  }

  private static StreamEnd broken(URI url, Throwable cause) {
    String at = ForeignWords.of(url);
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return StreamEnd.of(
          Retry.ALWAYS,
          Kind.UNREACHABLE,
          at + ": no such host '" + ForeignWords.of(url.getHost()) + "' (DNS)");
    }
    if (cause instanceof SSLException) {
      return tls(url, cause);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return StreamEnd.of(
          Retry.ALWAYS,
          Kind.UNREACHABLE,
          ForeignWords.hostAndPort(url) + ": " + refusal(cause) + "; is the worker running?");
    }
    if (isNoHandshake(cause)) {
      return StreamEnd.of(
          Retry.FEW,
          Kind.PROTOCOL,
          at + ": not a WebSocket server (" + ForeignWords.of(cause.getMessage()) + ")");
    }
    return StreamEnd.of(
        Retry.ALWAYS,
        Kind.UNREACHABLE,
        at + ": the connection broke in the handshake (" + ForeignWords.of(words(cause)) + ")");
  }

  /**
   * What a status other than 101 means.
   *
   * @param body the first words of the answer's body, or ""
   */
  private static StreamEnd answered(URI url, int status, String body) {
    String at = ForeignWords.of(url);
    String words = body.isBlank() ? "" : " (" + ForeignWords.of(body) + ")";
    return switch (status) {
      case 401 ->
          StreamEnd.of(
              Retry.NEVER,
              Kind.UNAUTHORISED,
              at
                  + ": answered 401, not authorised; give a token with --token-file or LOGTAIL_TOKEN");
      case 403 ->
          StreamEnd.of(
              Retry.NEVER,
              Kind.UNAUTHORISED,
              at + ": answered 403, forbidden; a wrong path, token or origin");
      case 404, 410 ->
          StreamEnd.of(
              Retry.ALWAYS,
              Kind.GONE,
              at + ": answered " + status + ", no stream there (any more)");
      case 408, 425, 429 ->
          StreamEnd.of(
              Retry.ALWAYS, Kind.UNREACHABLE, at + ": answered " + status + ", try again later");
      default ->
          status >= 500
              ? StreamEnd.of(
                  Retry.ALWAYS, Kind.UNREACHABLE, at + ": the server failed with " + status + words)
              : StreamEnd.of(Retry.FEW, Kind.PROTOCOL, at + ": " + notWebSocket(status) + words);
    };
  }

  private static String notWebSocket(int status) {
    return status >= 300 && status < 400
        ? "answered " + status + ", a redirect, which a stream does not follow"
        : "answered " + status + ", not a WebSocket";
  }

  /** The HTTP status that came instead of 101; a 101 that is wrong in itself has none. */
  private static Optional<Integer> status(Throwable thrown) {
    if (!(thrown instanceof DeploymentHandshakeException)
        || !(thrown.getCause() instanceof HandshakeException cause)) {
      return Optional.empty();
    }
    int status = cause.getHttpStatusCode();
    boolean real =
        cause instanceof AuthenticationException
            || status != 500
            || String.valueOf(cause.getMessage()).contains("500");
    return real ? Optional.of(status) : Optional.empty();
  }

  private static StreamEnd tls(URI url, Throwable cause) {
    String message = ForeignWords.of(cause.getMessage());
    if (message.contains("nrecognized SSL message")) {
      return StreamEnd.of(
          Retry.FEW,
          Kind.PROTOCOL,
          ForeignWords.of(url) + ": the server does not speak TLS; try ws://");
    }
    return StreamEnd.of(
        Retry.NEVER,
        Kind.TLS,
        ForeignWords.of(url) + ": TLS failed (" + message + "); is the certificate trusted here?");
  }

  private static String refusal(Throwable cause) {
    String message = words(cause);
    return message.toLowerCase(Locale.ROOT).contains("refused")
        ? "connection refused"
        : ForeignWords.of(message);
  }

  /** A complete answer that is no WebSocket handshake, or none that could be parsed. */
  private static boolean isNoHandshake(Throwable cause) {
    return cause instanceof HandshakeException
        || cause.getClass().getSimpleName().equals("ParseException");
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private static Throwable cause(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null && !isTelling(deepest)) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static boolean isTelling(Throwable thrown) {
    return thrown instanceof SSLException || thrown instanceof HandshakeException;
  }
}
