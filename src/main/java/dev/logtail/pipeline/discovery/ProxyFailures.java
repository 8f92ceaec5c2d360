package dev.logtail.pipeline.discovery;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in a user's words why a request got no further than a proxy. Pure. */
final class ProxyFailures {
  /** As java.net.http says it of any answer to CONNECT but success and 407. */
  private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

  private static final int WANTS_USER = 407;

  private ProxyFailures() {}

  /** Why {@code url} could not be asked through {@code proxy}. */
  static DirectoryException of(URI url, ProxyAddress proxy, IOException error) {
    Optional<StreamFailure> trouble = trouble(url, proxy, error);
    return trouble.isPresent() ? at(url, trouble.get()) : RestFailures.of(url, error);
  }

  /** Empty for what comes from the API itself, as far as one can tell. */
  static Optional<DirectoryException> of(RestClient.Answer answer, ProxyAddress proxy) {
    boolean proxys = answer.status() == WANTS_USER || isGateway(answer);
    return proxys
        ? Optional.of(
            at(answer.url(), ProxyTrouble.refused(proxy, target(answer.url()), answer.status())))
        : Optional.empty();
  }

  /** The same failure, with a word of who may be the one that speaks. */
  static DirectoryException maybeOf(DirectoryException answered, ProxyAddress proxy) {
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
    if (has(error, SSLException.class)) {
      return Optional.empty();
    }
    if (has(error, UnknownHostException.class) || has(error, UnresolvedAddressException.class)) {
      return Optional.of(ProxyTrouble.unknown(proxy));
    }
    if (error instanceof HttpTimeoutException) {
      return Optional.of(ProxyTrouble.silent(proxy));
    }
    String words = String.valueOf(error.getMessage());
    Matcher tunnel = TUNNEL.matcher(words);
    if (tunnel.find()) {
      int status = Integer.parseInt(tunnel.group(1));
      return Optional.of(ProxyTrouble.refused(proxy, target(url), status));
    }
    if (error instanceof ConnectException) {
      return Optional.of(ProxyTrouble.unreachable(proxy, RestFailures.refusal(error)));
    }
    if (words.contains("status line")) {
      return Optional.of(ProxyTrouble.notHttp(proxy, words));
    }
    boolean mayBeServer = url.getScheme().equalsIgnoreCase("https");
    return mayBeServer ? Optional.empty() : Optional.of(ProxyTrouble.broken(proxy, words));
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
