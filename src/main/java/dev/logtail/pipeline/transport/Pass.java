package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.Credentials;
import jakarta.websocket.ClientEndpointConfig;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one connection shows to be let in, and whether it may come again with something else.
 *
 * <p>Shown by the dialling thread; the other methods are called once that has an answer.
 */
final class Pass {
  /** The first one, one with what was read again, one of the other kind. */
  private static final int MOST_TRIES = 3;

  private static final int UNAUTHORISED = 401;

  private final URI url;
  private final Credentials credentials;

  private volatile Map<String, List<String>> shown = Map.of();

  /** Touched by one thread after the other. */
  private final AtomicInteger tries = new AtomicInteger();

  Pass(URI url, Credentials credentials) {
    this.url = url;
    this.credentials = credentials;
  }

  /** How it ends when the host must not be dialled at {@code addresses}. */
  Optional<StreamEnd> forbidden(List<InetAddress> addresses) {
    return credentials
        .forbidden(url, addresses)
        .map(
            why ->
                StreamEnd.of(
                        StreamEnd.Retry.NEVER,
                        StreamFailure.Kind.PROTOCOL,
                        ForeignWords.of(url) + ": not dialled: " + why)
                    .by(Obstacle.of(Obstacle.Kind.FORBIDDEN, why)));
  }

  /**
   * Puts the headers into each new request, and takes out the Origin that Tyrus makes up: only
   * browsers send one, and servers that look at it refuse those they do not know.
   */
  ClientEndpointConfig.Configurator shower() {
    return new ClientEndpointConfig.Configurator() {
      @Override
      public void beforeRequest(Map<String, List<String>> headers) {
        headers.remove("Origin");
        headers.putAll(show());
      }
    };
  }

  private Map<String, List<String>> show() {
    shown = credentials.headersFor(url);
    return shown;
  }

  /** True when {@code answer} leaves room for another try, which {@link #change} prepares. */
  boolean mayTryAgain(HttpAnswer answer) {
    return answer.status() == UNAUTHORISED && tries.get() < MOST_TRIES - 1;
  }

  /** After a refusal: true when there is something else to show. May read files. */
  boolean change(HttpAnswer refusal) {
    tries.incrementAndGet();
    return credentials.reconsider(url, shown, challenges(refusal));
  }

  /** {@code end}, but not for good when what it refused has changed meanwhile. May read files. */
  StreamEnd reviewed(StreamEnd end) {
    if (end.retry() != StreamEnd.Retry.NEVER || !credentials.renewed(url, shown)) {
      return end;
    }
    StreamFailure failure =
        new StreamFailure(
            end.failure().kind(), end.failure().text() + "; the credentials have changed since");
    return new StreamEnd(failure, StreamEnd.Retry.FEW, Duration.ZERO, end.obstacle());
  }

  String advice(HttpAnswer refusal) {
    return credentials.advice(url, challenges(refusal));
  }

  String adviceWhenForbidden() {
    return credentials.adviceWhenForbidden(url);
  }

  private static List<String> challenges(HttpAnswer answer) {
    return answer.headers().getOrDefault("WWW-Authenticate", List.of());
  }

  String redact(String text) {
    return credentials.redact(text);
  }

  StreamEnd redact(StreamEnd end) {
    StreamFailure failure = new StreamFailure(end.failure().kind(), redact(end.failure().text()));
    return new StreamEnd(
        failure, end.retry(), end.atLeast(), end.obstacle().redacted(this::redact));
  }
}
