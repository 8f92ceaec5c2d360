package dev.logtail.pipeline.discovery;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.NamedThreads;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * What a server says to a browser where it refuses a WebSocket without a word. Whatever goes wrong
 * with that question, there is only nothing to show.
 */
public final class PlainPage {
  private static final HttpSettings SETTINGS =
      new HttpSettings(Duration.ofSeconds(3), Duration.ofSeconds(3), 1 << 20);

  private final Credentials credentials;
  private final Trust trust;
  private final ProxyRules proxies;

  public PlainPage(Credentials credentials, Trust trust, ProxyRules proxies) {
    this.credentials = credentials;
    this.trust = trust;
    this.proxies = proxies;
  }

  /**
   * The body of the answer to a GET, without what we showed; empty where there is none. Blocks for
   * some seconds at most.
   *
   * @param webSocket a ws or wss URL, which is asked by http or https
   */
  public String at(URI webSocket) {
    ExecutorService threads = NamedThreads.pool("logtail-http", 1);
    try (RestClient client = client(webSocket, threads)) {
      URI url = URI.create("http" + webSocket.toString().substring("ws".length()));
      return credentials.redact(client.get(url).body());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return "";
    } finally {
      threads.shutdown();
    }
  }

  private RestClient client(URI webSocket, ExecutorService threads)
      throws GeneralSecurityException {
    boolean secure = webSocket.getScheme().equals("wss");
    return new RestClient(
        SETTINGS,
        credentials,
        proxies,
        secure ? Optional.of(trust.context()) : Optional.empty(),
        threads);
  }
}
