package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.pipeline.proxy.ProxyRefusal;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in a user's words why a stream could not be opened. Pure. */
final class HandshakeFailures {
  private static final String REFUSED = "connection refused";

  private HandshakeFailures() {}

  /**
   * Nothing came back in time.
   *
   * @param stage what a proxy was at
   */
  static StreamEnd timeout(Route route, ProxyStage stage, Duration limit) {
    URI url = route.url();
    if (route.proxy().isPresent()) {
      return atProxy(url, stage.silence(route.proxy().get()));
    }
    return StreamEnd.of(
            Retry.ALWAYS,
            Kind.UNREACHABLE,
            String.format(
                "%s: no answer within %d s; is that a WebSocket server, and does a firewall let"
                    + " through to %s?",
                ForeignWords.of(url),
                Math.max(1, limit.toSeconds()),
                ForeignWords.hostAndPort(url)))
        .by(Obstacle.of(Obstacle.Kind.SILENCE));
  }

  /** Why dialling {@code url} failed, after what was thrown. */
  static StreamEnd of(URI url, Throwable thrown) {
    return broken(url, cause(thrown));
  }

  private static StreamEnd atProxy(URI url, StreamFailure trouble) {
    Retry retry =
        switch (trouble.kind()) {
          case UNREACHABLE -> Retry.ALWAYS;
          case UNAUTHORISED, TLS -> Retry.NEVER;
          default -> Retry.FEW;
        };
    return StreamEnd.of(retry, trouble.kind(), ForeignWords.of(url) + ": " + trouble.text())
        .by(Obstacle.of(Obstacle.Kind.PROXY, trouble.text()));
  }

  private static StreamEnd broken(URI url, Throwable cause) {
    String at = ForeignWords.of(url);
    if (cause instanceof ProxyRefusal refusal) {
      return atProxy(url, refusal.failure());
    }
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return StreamEnd.of(
              Retry.ALWAYS,
              Kind.UNREACHABLE,
              at + ": no such host '" + ForeignWords.of(url.getHost()) + "' (DNS)")
          .by(Obstacle.of(Obstacle.Kind.NO_SUCH_HOST));
    }
    if (cause instanceof SSLException) {
      return tls(url, cause);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      String refusal = refusal(cause);
      return StreamEnd.of(
              Retry.ALWAYS,
              Kind.UNREACHABLE,
              ForeignWords.hostAndPort(url) + ": " + refusal + "; is a server running there?")
          .by(
              refusal.equals(REFUSED)
                  ? Obstacle.of(Obstacle.Kind.CONNECTION_REFUSED)
                  : Obstacle.of(Obstacle.Kind.CANNOT_CONNECT, refusal));
    }
    return broken(at, cause);
  }

  private static StreamEnd broken(String at, Throwable cause) {
    if (cause instanceof Breach breach) {
      return StreamEnd.of(
              Retry.FEW,
              Kind.PROTOCOL,
              at + ": not a WebSocket server (" + ForeignWords.of(breach.words()) + ")")
          .by(breach.obstacle());
    }
    if (words(cause).contains("Too many open files")) {
      return StreamEnd.of(
              Retry.ALWAYS,
              Kind.UNREACHABLE,
              at + ": too many open files; raise the limit with 'ulimit -n', or name fewer workers")
          .by(Obstacle.of(Obstacle.Kind.CANNOT_CONNECT, "too many open files here (ulimit -n)"));
    }
    String how = ForeignWords.of(words(cause));
    return StreamEnd.of(
            Retry.ALWAYS,
            Kind.UNREACHABLE,
            at + ": the connection broke in the handshake (" + how + ")")
        .by(Obstacle.of(Obstacle.Kind.BROKEN, how));
  }

  /**
   * What an answer other than 101 means.
   *
   * @param shown what we showed to be let in
   * @param now for a server that says until when to wait
   */
  static StreamEnd answered(URI url, HttpAnswer answer, Pass shown, Instant now) {
    int status = answer.status();
    String at = ForeignWords.of(url);
    String body = shown.redact(answer.body());
    Optional<TlsFailure> tls = TlsFailure.inAnswer(status, body);
    if (tls.isPresent()) {
      return StreamEnd.of(
              Retry.NEVER, Kind.TLS, at + ": answered " + status + ": " + tls.get().text())
          .by(Obstacle.of(tls.get()));
    }
    String words = body.isBlank() ? "" : " (" + ForeignWords.of(body) + ")";
    return switch (status) {
      case 401 -> unauthorised(at + ": answered 401, not authorised; ", shown.advice(answer));
      case 403 ->
          unauthorised(
              at + ": answered 403, forbidden" + words + "; ", shown.adviceWhenForbidden());
      case 404, 410 ->
          StreamEnd.of(
              Retry.ALWAYS,
              Kind.GONE,
              at + ": answered " + status + ", no stream there (any more)");
      case 408, 425, 429 -> later(at + ": answered " + status + ", try again later", answer, now);
      default ->
          status >= 500
              ? later(at + ": the server failed with " + status + words, answer, now)
              : notWebSocket(url, answer, words);
    };
  }

  private static StreamEnd unauthorised(String what, String advice) {
    return StreamEnd.of(Retry.NEVER, Kind.UNAUTHORISED, what + advice)
        .by(Obstacle.of(Obstacle.Kind.ANSWERED, advice));
  }

  private static StreamEnd later(String text, HttpAnswer answer, Instant now) {
    Duration wait =
        answer.first("Retry-After").map(asked -> RetryAfter.of(asked, now)).orElse(Duration.ZERO);
    String asked = wait.isZero() ? "" : "it asks to wait " + wait.toSeconds() + " s";
    return new StreamEnd(
        new StreamFailure(Kind.UNREACHABLE, text + (asked.isEmpty() ? "" : "; " + asked)),
        Retry.ALWAYS,
        wait,
        Obstacle.of(Obstacle.Kind.ANSWERED, asked));
  }

  private static StreamEnd notWebSocket(URI url, HttpAnswer answer, String words) {
    String at = ForeignWords.of(url) + ": answered " + answer.status();
    Optional<String> target = answer.first("Location").filter(t -> answer.status() / 100 == 3);
    if (target.isEmpty()) {
      return StreamEnd.of(Retry.FEW, Kind.PROTOCOL, at + ", not a WebSocket" + words);
    }
    return StreamEnd.of(
        isSameOrigin(url, target.get()) ? Retry.FEW : Retry.NEVER,
        Kind.PROTOCOL,
        at
            + ", a redirect to '"
            + ForeignWords.of(target.get())
            + "', which is not followed; give that address if you trust it");
  }

  private static boolean isSameOrigin(URI url, String target) {
    try {
      URI to = url.resolve(target);
      return url.getAuthority().equalsIgnoreCase(to.getAuthority())
          && (isSecure(url) == isSecure(to));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSecure(URI url) {
    return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT).endsWith("s");
  }

  private static StreamEnd tls(URI url, Throwable cause) {
    TlsFailure why = TlsFailure.of(cause);
    StreamEnd end =
        why.reason() == TlsFailure.Reason.OTHER_PROTOCOL
            ? StreamEnd.of(
                Retry.FEW,
                Kind.PROTOCOL,
                ForeignWords.of(url) + ": the server does not speak TLS; try ws://")
            : StreamEnd.of(
                Retry.NEVER, Kind.TLS, ForeignWords.of(url) + ": TLS failed: " + why.text());
    return end.by(Obstacle.of(why));
  }

  private static String refusal(Throwable cause) {
    String message = words(cause);
    return message.toLowerCase(Locale.ROOT).contains("refused")
        ? REFUSED
        : ForeignWords.of(message);
  }

  private static String words(Throwable cause) {
    if (cause instanceof EOFException) {
      return "the server ended it";
    }
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
    return thrown instanceof SSLException
        || thrown instanceof Breach
        || thrown instanceof ProxyRefusal;
  }
}
