package dev.logtail.view.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.Secret;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.proxy.ProxyBridge;
import dev.logtail.pipeline.proxy.ProxyPass;
import dev.logtail.pipeline.proxy.ProxyRefusal;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.wire.JsonText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * Posts alerts to a web address, as an object whose {@code text} chat services show:
 *
 * <pre>
 *   {"text":"turtle: ERROR order rejected … and 36 more in 10s","alert":"level>=ERROR","more":36,
 *    "record":{…the entry as NDJSON exports write it…}}
 * </pre>
 *
 * What fails in a way that may pass is tried three times. A redirect is not followed: what a record
 * holds goes nowhere but to the address that the user gave. That address may be a secret; only its
 * origin is ever named.
 */
public final class WebhookAction implements AlertAction {
  private static final int TRIES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int TOO_MANY = 429;

  /**
   * Where to and how.
   *
   * @param url without a user
   * @param user {@code name:password} for it
   * @param patience for one try
   * @param pause before the second try; twice that before the third
   */
  public record Settings(URI url, Optional<Secret> user, Duration patience, Duration pause) {
    public Settings(URI url, Optional<Secret> user) {
      this(url, user, Duration.ofSeconds(10), Duration.ofSeconds(1));
    }
  }

  /** A failure after which another try makes sense. */
  private static final class MayPass extends IOException {
    private static final long serialVersionUID = 1;

    MayPass(String message) {
      super(message);
    }
  }

  private final Settings settings;
  private final ProxyBridge proxies;
  private final HttpClient client;
  private final CountDownLatch never = new CountDownLatch(1);

  /** An action that speaks TLS only with whom {@code trust} believes. */
  public WebhookAction(Settings settings, Trust trust, ProxyRules proxies)
      throws GeneralSecurityException {
    this.settings = settings;
    this.proxies = new ProxyBridge(proxies, CONNECT);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .proxy(this.proxies.choice())
            .executor(NamedThreads.pool("logtail-webhook", 2));
    if (settings.url().getScheme().equalsIgnoreCase("https")) {
      SSLContext tls = trust.context();
      SSLParameters parameters = tls.getDefaultSSLParameters();
      Trust.harden(parameters);
      builder.sslContext(tls).sslParameters(parameters);
    }
    this.client = builder.build();
  }

  @Override
  public String name() {
    URI url = settings.url();
    String path = url.getRawPath() == null || url.getRawPath().length() <= 1 ? "" : "/…";
    return "webhook:" + url.getScheme() + "://" + url.getRawAuthority() + path;
  }

  @Override
  public void take(Alert alert, Sink<String> said) throws IOException, InterruptedException {
    String body = body(alert);
    for (int tries = 1; ; tries++) {
      try {
        send(body);
        return;
      } catch (MayPass e) {
        if (tries == TRIES) {
          throw e;
        }
        never.await(settings.pause().multipliedBy(tries).toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  private HttpRequest request(String body, ProxyPass pass) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.patience())
            .header("Content-Type", "application/json")
            .header("User-Agent", "logtail")
            .POST(BodyPublishers.ofString(body));
    settings
        .user()
        .map(user -> user.reveal().getBytes(StandardCharsets.UTF_8))
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user))
        .ifPresent(basic -> request.header("Authorization", basic));
    pass.authorization().ifPresent(shown -> request.header("Proxy-Authorization", shown.reveal()));
    return request.build();
  }

  private void send(String body) throws IOException, InterruptedException {
    try (ProxyPass pass = proxies.passFor(settings.url())) {
      judge(answer(request(body, pass), pass));
    }
  }

  /** Waits for the answer's last byte, too, but not for ever. */
  private HttpResponse<?> answer(HttpRequest request, ProxyPass pass)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw inWords(pass.reason(new HttpTimeoutException("no answer in time"), true));
    } catch (ExecutionException e) {
      IOException why = e.getCause() instanceof IOException cause ? cause : new IOException(e);
      throw inWords(pass.reason(why, why instanceof HttpTimeoutException));
    } finally {
      answer.cancel(true);
    }
  }

  private static void judge(HttpResponse<?> response) throws IOException {
    int status = response.statusCode();
    if (status >= 500 || status == TOO_MANY) {
      throw new MayPass("answered " + status);
    }
    if (status >= 300 && status < 400) {
      throw new IOException(
          "answered " + status + ": it redirects, which is not followed; give the new address");
    }
    if (status >= 400) {
      throw new IOException("answered " + status);
    }
  }

  private static IOException inWords(IOException failure) {
    if (failure instanceof ProxyRefusal refusal) {
      String text = refusal.failure().text();
      return refusal.failure().kind() == StreamFailure.Kind.UNREACHABLE
          ? new MayPass(text)
          : new IOException(text);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return new IOException("TLS failed: " + TlsFailure.of(cause).text());
      }
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return new MayPass("no such host (DNS)");
      }
    }
    if (failure instanceof HttpTimeoutException) {
      return new MayPass("no answer in time");
    }
    return failure instanceof ConnectException
        ? new MayPass("connection refused")
        : new MayPass("the connection broke: " + failure.getMessage());
  }

  private static String body(Alert alert) {
    StringBuilder out = new StringBuilder("{\"text\":");
    JsonText.quote(out, AlertText.line(alert));
    out.append(",\"alert\":");
    JsonText.quote(out, alert.condition());
    out.append(",\"more\":").append(alert.more());
    out.append(",\"record\":").append(AlertText.json(alert).strip()).append('}');
    return out.toString();
  }
}
