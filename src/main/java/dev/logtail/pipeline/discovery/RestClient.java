package dev.logtail.pipeline.discovery;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.proxy.ProxyBridge;
import dev.logtail.pipeline.proxy.ProxyPass;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Sends GET requests that end: in total time, in size, and in redirects, of which only those inside
 * the same origin are followed, so that no header meant for the API reaches anybody else.
 */
final class RestClient implements AutoCloseable {
  /**
   * An answer of any status.
   *
   * @param headers by name, which is compared in any case
   */
  record Answer(URI url, int status, String body, HttpHeaders headers) {
    Answer withBody(String other) {
      return new Answer(url, status, other, headers);
    }

    /** What a 401 asks for. */
    List<String> challenges() {
      return headers.allValues(CHALLENGE);
    }
  }

  /** A redirect that is not followed; the message says where it led and why not. */
  static final class Redirected extends IOException {
    private static final long serialVersionUID = 1;

    Redirected(String message) {
      super(message);
    }
  }

  private static final int MAX_REDIRECTS = 5;

  /** One with what was read again, one of the other kind. */
  private static final int MAX_LOGINS = 2;

  private static final int OK = 200;
  private static final int UNAUTHORISED = 401;
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final HttpSettings settings;
  private final Credentials credentials;
  private final ProxyBridge proxies;

  /**
   * A client that shows {@code credentials} to those that may have them.
   *
   * @param proxies which of them leads where; each is told no more than its own user
   * @param tls needed where the API is https
   */
  RestClient(
      HttpSettings settings,
      Credentials credentials,
      ProxyRules proxies,
      Optional<SSLContext> tls,
      Executor executor) {
    this.settings = settings;
    this.credentials = credentials;
    this.proxies = new ProxyBridge(proxies, settings.connectTimeout());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .proxy(this.proxies.choice())
            .executor(executor);
    tls.ifPresent(context -> builder.sslContext(context).sslParameters(hardened(context)));
    this.client = builder.build();
  }

  private static SSLParameters hardened(SSLContext tls) {
    SSLParameters parameters = tls.getDefaultSSLParameters();
    Trust.harden(parameters);
    return parameters;
  }

  /** Blocks until the answer is there, at most the settings' request timeout for each hop. */
  Answer get(URI url) throws IOException {
    HttpResponse<byte[]> response = follow(url, () -> new CappedBody(settings.maxBody()));
    return answer(response, text(response));
  }

  /** The same, but a redirect is an answer like any other. */
  Answer getOnce(URI url) throws IOException {
    HttpResponse<byte[]> response = sendAndLogIn(url, () -> new CappedBody(settings.maxBody()));
    return answer(response, text(response));
  }

  /** What is done with a body while it comes. */
  @FunctionalInterface
  interface BodyUse {
    void read(InputStream body) throws IOException;
  }

  /**
   * Hands the body of a success to {@code use}, however long it is, while it comes: then the answer
   * has no body. Any other answer is as of {@link #get}.
   */
  Answer read(URI url, BodyUse use) throws IOException {
    HttpResponse<InputStream> response =
        follow(url, () -> new FlowingBody(settings.requestTimeout()));
    try (InputStream body =
        Optional.ofNullable(response.body()).orElseGet(InputStream::nullInputStream)) {
      InputStream plain = isGzip(response) ? new GZIPInputStream(body) : body;
      if (response.statusCode() == OK) {
        use.read(plain);
        return answer(response, "");
      }
      byte[] problem = plain.readNBytes(settings.maxBody());
      return answer(response, new String(problem, StandardCharsets.UTF_8));
    }
  }

  private static Answer answer(HttpResponse<?> response, String body) {
    return new Answer(response.uri(), response.statusCode(), body, response.headers());
  }

  private <T> HttpResponse<T> follow(URI url, Supplier<BodySubscriber<T>> body) throws IOException {
    URI next = url;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<T> response = sendAndLogIn(next, body);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      next = redirect(next, leave(response));
    }
    throw new Redirected("redirects without end (stopped after " + MAX_REDIRECTS + ")");
  }

  /** Nobody will read its body. */
  private static <T> HttpResponse<T> leave(HttpResponse<T> response) throws IOException {
    if (response.body() instanceof Closeable open) {
      open.close();
    }
    return response;
  }

  /** After a 401 tries again with what the credentials' sources hold by then. */
  private <T> HttpResponse<T> sendAndLogIn(URI url, Supplier<BodySubscriber<T>> body)
      throws IOException {
    for (int refusals = 0; ; refusals++) {
      Map<String, List<String>> shown = credentials.headersFor(url);
      HttpResponse<T> response = send(url, shown, body);
      boolean again =
          response.statusCode() == UNAUTHORISED
              && refusals < MAX_LOGINS
              && credentials.reconsider(url, shown, challenges(response));
      if (!again) {
        return response;
      }
      leave(response);
    }
  }

  private static List<String> challenges(HttpResponse<?> response) {
    return response.headers().allValues(CHALLENGE);
  }

  /** Where the name's first address takes no connection, the others are tried. */
  private <T> HttpResponse<T> send(
      URI url, Map<String, List<String>> headers, Supplier<BodySubscriber<T>> body)
      throws IOException {
    try {
      return sendOnce(url, headers, body);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      if (proxies.detour(url)) {
        return sendOnce(url, headers, body);
      }
      throw e;
    }
  }

  private <T> HttpResponse<T> sendOnce(
      URI url, Map<String, List<String>> headers, Supplier<BodySubscriber<T>> body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(settings.requestTimeout())
            .header("Accept", "application/json");
    headers.forEach((name, values) -> values.forEach(v -> request.header(name, v)));
    try (ProxyPass pass = proxies.passFor(url)) {
      pass.authorization().ifPresent(user -> request.header("Proxy-Authorization", user.reveal()));
      return sent(request.build(), body, pass);
    }
  }

  private <T> HttpResponse<T> sent(
      HttpRequest request, Supplier<BodySubscriber<T>> body, ProxyPass pass) throws IOException {
    CompletableFuture<HttpResponse<T>> answer = begin(request, body);
    try {
      return answer.get(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw pass.reason(new HttpTimeoutException("the answer did not end in time"), true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      IOException why = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      throw pass.reason(why, why instanceof HttpTimeoutException);
    }
  }

  private <T> CompletableFuture<HttpResponse<T>> begin(
      HttpRequest request, Supplier<BodySubscriber<T>> body) throws IOException {
    try {
      return client.sendAsync(request, info -> body.get());
    } catch (RejectedExecutionException e) {
      throw new IOException("the client is closed", e);
    }
  }

  private static URI redirect(URI from, HttpResponse<?> response) throws IOException {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI to = from.resolve(location);
      if (location.isEmpty() || !sameOrigin(from, to)) {
        throw new Redirected(
            "it redirects to '" + location + "', another origin, which is not followed");
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("it redirects to '" + location + "', which is not a URL");
    }
  }

  private static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equalsIgnoreCase(b.getScheme())
        && b.getHost() != null
        && a.getHost().equalsIgnoreCase(b.getHost())
        && port(a) == port(b)
        && b.getRawUserInfo() == null;
  }

  private static int port(URI url) {
    int byScheme = url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    return url.getPort() == -1 ? byScheme : url.getPort();
  }

  /** A proxy's refusal has no body at all. */
  private String text(HttpResponse<byte[]> response) throws IOException {
    if (response.body() == null) {
      return "";
    }
    byte[] body = isGzip(response) ? unzipped(response.body()) : response.body();
    return new String(body, StandardCharsets.UTF_8);
  }

  private static boolean isGzip(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Encoding")
        .filter("gzip"::equalsIgnoreCase)
        .isPresent();
  }

  private byte[] unzipped(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] plain = in.readNBytes(settings.maxBody() + 1);
      if (plain.length > settings.maxBody()) {
        throw new CappedBody.TooLarge(settings.maxBody());
      }
      return plain;
    }
  }

  /** Ends what goes through proxies. */
  @Override
  public void close() {
    proxies.close();
  }
}
