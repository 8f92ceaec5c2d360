package dev.logtail.pipeline.discovery;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.NamedThreads;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;

/**
 * Asks an API single questions as every request here is asked, and hides nothing of the answers:
 * for those who look into why it does not work.
 */
public final class ApiInquiry implements AutoCloseable {
  /** Where the workers are listed, below the API's base. */
  public static final String WORKERS = HttpWorkerDirectory.WORKERS;

  private static final int THREADS = 2;

  private final ExecutorService threads = NamedThreads.pool("logtail-http", THREADS);
  private final Credentials credentials;
  private final ProxyRules proxies;
  private final RestClient client;

  /**
   * An answer of any status, redirects too. Foreign text, without our secrets.
   *
   * @param headers values by name in lower case, in the order of the names
   */
  public record Reply(URI url, int status, Map<String, List<String>> headers, String body) {
    /** The first value of a header; {@code name} in lower case. */
    public Optional<String> first(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
  }

  /** Asks {@code api}, and others of its origin, showing {@code credentials} to nobody else. */
  public ApiInquiry(
      ApiAddress api,
      HttpSettings settings,
      Credentials credentials,
      Trust trust,
      ProxyRules proxies) {
    this.credentials = credentials;
    this.proxies = proxies;
    this.client =
        new RestClient(
            settings, credentials, proxies, HttpWorkerDirectory.context(api, trust), threads);
  }

  /**
   * Asks for {@code url} once and follows no redirect.
   *
   * @throws DirectoryException when nothing comes back that is HTTP
   */
  public Reply ask(URI url) throws DirectoryException {
    try {
      RestClient.Answer answer = client.getOnce(url);
      Map<String, List<String>> headers = new TreeMap<>();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  headers.put(
                      name.toLowerCase(Locale.ROOT),
                      values.stream().map(credentials::redact).toList()));
      return new Reply(answer.url(), answer.status(), headers, credentials.redact(answer.body()));
    } catch (IOException e) {
      Optional<ProxyAddress> proxy = proxies.proxyFor(url);
      throw proxy.isPresent() ? ProxyFailures.of(url, proxy.get(), e) : RestFailures.of(url, e);
    }
  }

  /** What a user can do about a 401 or 403. */
  public String advice(Reply reply) {
    return reply.status() == 403
        ? credentials.adviceWhenForbidden(reply.url())
        : credentials.advice(
            reply.url(), reply.headers().getOrDefault("www-authenticate", List.of()));
  }

  @Override
  public void close() {
    client.close();
    threads.shutdown();
  }
}
