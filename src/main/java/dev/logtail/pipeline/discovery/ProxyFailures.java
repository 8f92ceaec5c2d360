package dev.logtail.pipeline.discovery;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.proxy.ProxyRefusal;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in a user's words why a request got no further than a proxy. Pure. */
final class ProxyFailures {
  private static final int WANTS_USER = 407;

  private ProxyFailures() {}

  /** Why {@code url} could not be asked through {@code proxy}. */
  static DirectoryException of(URI url, ProxyAddress proxy, IOException error) {
    Optional<StreamFailure> trouble = trouble(url, proxy, error);
    return trouble.isPresent() ? at(url, trouble.get()) : RestFailures.of(url, error);
  }

  /** Empty for what comes from the API itself, as far as one can tell. */
  static Optional<DirectoryException> of(RestClient.Answer answer, ProxyAddress proxy) {
    boolean proxys =
        !proxy.scheme().isSocks() && (answer.status() == WANTS_USER || isGateway(answer));
    return proxys
        ? Optional.of(
            at(answer.url(), ProxyTrouble.answered(proxy, target(answer.url()), answer.status())))
        : Optional.empty();
  }

  /** The same failure, with a word of who may be the one that speaks. */
  static DirectoryException maybeOf(DirectoryException answered, ProxyAddress proxy) {
    if (proxy.scheme().isSocks()) {
      return answered;
    }
    StreamFailure failure = answered.failure();
    return new DirectoryException(
        new StreamFailure(
            failure.kind(), failure.text() + " (answered through the proxy " + proxy + ")"));
  }

  /** Nobody else speaks for a server that is not there; through a tunnel it speaks for itself. */
  private static boolean isGateway(RestClient.Answer answer) {
    return answer.url().getScheme().equalsIgnoreCase("http")
        && answer.status() >= 502
        && answer.status() <= 504;
  }

  private static Optional<StreamFailure> trouble(URI url, ProxyAddress proxy, IOException error) {
    if (error instanceof ProxyRefusal refusal) {
      return Optional.of(refusal.failure());
    }
    boolean servers = url.getScheme().equalsIgnoreCase("https") || proxy.scheme().isSocks();
    if (servers || has(error, SSLException.class)) {
      return Optional.empty();
    }
    String words = String.valueOf(error.getMessage());
    return Optional.of(
        (words.contains("status line") ? ProxyTrouble.NOT_HTTP : ProxyTrouble.BROKE)
            .with(proxy, words));
  }

  private static boolean has(Throwable error, Class<? extends Throwable> kind) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
        .anyMatch(kind::isInstance);
  }

  private static String target(URI url) {
    int port = url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    return url.getHost() + ":" + (url.getPort() == -1 ? port : url.getPort());
  }

  private static DirectoryException at(URI url, StreamFailure trouble) {
    return new DirectoryException(
        new StreamFailure(trouble.kind(), ShownUrl.of(url) + ": " + trouble.text()),
        ApiTrouble.of(ApiTrouble.Kind.PROXY, trouble.text()));
  }
}
