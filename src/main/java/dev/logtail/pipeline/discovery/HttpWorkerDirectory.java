package dev.logtail.pipeline.discovery;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.wire.WireFormatException;
import dev.logtail.wire.WorkerListReader;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** The workers of a REST API. Whatever answers there, a failure is one line that helps. */
public final class HttpWorkerDirectory implements WorkerDirectory, AutoCloseable {
  static final String WORKERS = "/api/workers";
  private static final int THREADS = 4;

  private final ApiAddress api;
  private final ExecutorService threads = NamedThreads.pool("logtail-http", THREADS);
  private final Credentials credentials;
  private final ProxyRules proxies;
  private final RestClient client;
  private final Answered answered;

  /** Is told of each request that was answered. */
  @FunctionalInterface
  public interface Answered {
    /**
     * Any thread that asks; before the answer is used.
     *
     * @param length characters of the answer
     */
    void asked(String url, int status, int length);
  }

  /**
   * Asks {@code api}, showing {@code credentials} to it and nobody else.
   *
   * @param proxies which of them leads there
   */
  public HttpWorkerDirectory(
      ApiAddress api,
      HttpSettings settings,
      Credentials credentials,
      Trust trust,
      ProxyRules proxies) {
    this(api, settings, credentials, trust, proxies, (url, status, length) -> {});
  }

  /** The same, telling of each answer. */
  public HttpWorkerDirectory(
      ApiAddress api,
      HttpSettings settings,
      Credentials credentials,
      Trust trust,
      ProxyRules proxies,
      Answered answered) {
    this.answered = answered;
    this.api = api;
    this.credentials = credentials;
    this.proxies = proxies;
    this.client = new RestClient(settings, credentials, proxies, context(api, trust), threads);
  }

  /** Empty where it is not needed: making one takes a while. */
  static Optional<SSLContext> context(ApiAddress api, Trust trust) {
    try {
      return api.url().getScheme().equalsIgnoreCase("https")
          ? Optional.of(trust.context())
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the certificates can't be used: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Worker> list() throws DirectoryException {
    return listing().workers();
  }

  /** The same, with the whole answer. */
  public Listing listing() throws DirectoryException {
    RestClient.Answer answer = get(api.at(WORKERS));
    if (answer.status() != 200) {
      throw refused(answer);
    }
    try {
      return new Listing(WorkerListReader.list(answer.body()), answer.body());
    } catch (WireFormatException e) {
      throw RestFailures.notTheList(shown(answer), e.getMessage());
    }
  }

  @Override
  public Optional<Worker> find(WorkerKey key) throws DirectoryException {
    RestClient.Answer answer = get(api.at(WORKERS, key.value()));
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw refused(answer);
    }
    try {
      return Optional.of(WorkerListReader.one(key, answer.body()));
    } catch (WireFormatException e) {
      throw RestFailures.notTheList(shown(answer), e.getMessage());
    }
  }

  /**
   * The newest {@code lines} lines of a worker's log file; empty when it has none, or when there is
   * no such worker.
   */
  public Optional<String> logFile(WorkerKey key, int lines) throws DirectoryException {
    URI url = URI.create(api.at(WORKERS, key.value()) + "/logs?tail=" + lines);
    RestClient.Answer answer = get(url);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw refused(answer);
    }
    return Optional.of(answer.body());
  }

  /**
   * Reads a worker's log file while it comes, line by line, however large it is.
   *
   * @param newest how many of its last lines; empty for all
   * @return why there is none, as the API says it; empty when it was read to its end
   * @throws DirectoryException also when the transfer breaks off
   */
  public Optional<String> readLogFile(WorkerKey key, OptionalInt newest, Consumer<String> line)
      throws DirectoryException {
    String query = newest.isPresent() ? "?tail=" + newest.getAsInt() : "";
    URI url = URI.create(api.at(WORKERS, key.value()) + "/logs" + query);
    try {
      RestClient.Answer answer = client.read(url, new TextLines(line)::read);
      if (answer.status() == 404 || answer.status() == 410) {
        return Optional.of(RestFailures.problem(shown(answer)));
      }
      if (answer.status() != 200) {
        throw refused(answer);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unanswered(url, e);
    }
  }

  private DirectoryException unanswered(URI url, IOException why) {
    return proxies
        .proxyFor(url)
        .map(proxy -> ProxyFailures.of(url, proxy, why))
        .orElseGet(() -> RestFailures.of(url, why));
  }

  private DirectoryException refused(RestClient.Answer answer) {
    Optional<DirectoryException> refusal =
        proxies.proxyFor(answer.url()).flatMap(proxy -> ProxyFailures.of(answer, proxy));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String advice =
        answer.status() == 403
            ? credentials.adviceWhenForbidden(answer.url())
            : credentials.advice(answer.url(), answer.challenges());
    DirectoryException refused = RestFailures.of(shown(answer), advice);
    return proxies
        .proxyFor(answer.url())
        .map(proxy -> ProxyFailures.maybeOf(refused, proxy))
        .orElse(refused);
  }

  /** A server may repeat what it was sent. */
  private RestClient.Answer shown(RestClient.Answer answer) {
    return answer.withBody(credentials.redact(answer.body()));
  }

  private RestClient.Answer get(URI url) throws DirectoryException {
    try {
      RestClient.Answer answer = client.get(url);
      answered.asked(ShownUrl.of(answer.url()), answer.status(), answer.body().length());
      return answer;
    } catch (IOException e) {
      throw unanswered(url, e);
    }
  }

  @Override
  public void close() {
    client.close();
    threads.shutdown();
  }
}
