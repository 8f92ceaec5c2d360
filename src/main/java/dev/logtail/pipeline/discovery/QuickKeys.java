package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.wire.WireFormatException;
import dev.logtail.wire.WorkerListReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.HttpsURLConnection;

/**
 * Asks an API for the keys of its workers once, for somebody who waits at a prompt: an answer at
 * once is worth more than the best one. No redirects, no second tries; and the JDK's older client,
 * which is there three times as fast as its newer one, where no proxy stands in between.
 */
public final class QuickKeys {
  private static final int MOST_BYTES = 8 << 20;

  private QuickKeys() {}

  /**
   * The keys in the API's order.
   *
   * @param patience for connecting, and for each silence of the server
   * @throws IOException when they can't be had, for whatever reason
   */
  public static List<String> of(
      ApiAddress api, Credentials credentials, Trust trust, ProxyRules proxies, Duration patience)
      throws IOException {
    URI url = api.at(HttpWorkerDirectory.WORKERS);
    try {
      String body =
          proxies.proxyFor(url).isPresent()
              ? throughProxy(api, credentials, trust, proxies, patience)
              : directly(url, credentials, trust, patience);
      return WorkerListReader.list(body).stream().map(Worker::key).map(key -> key.value()).toList();
    } catch (WireFormatException e) {
      throw new IOException(e);
    }
  }

  /** The older client has no way to tell a proxy its user, nor one to other kinds of proxies. */
  private static String throughProxy(
      ApiAddress api, Credentials credentials, Trust trust, ProxyRules proxies, Duration patience)
      throws IOException {
    ExecutorService threads = NamedThreads.pool("logtail-http", 1);
    HttpSettings settings = new HttpSettings(patience, patience, MOST_BYTES);
    try (RestClient client =
        new RestClient(
            settings, credentials, proxies, HttpWorkerDirectory.context(api, trust), threads)) {
      return client.getOnce(api.at(HttpWorkerDirectory.WORKERS)).body();
    } finally {
      threads.shutdown();
    }
  }

  private static String directly(URI url, Credentials credentials, Trust trust, Duration patience)
      throws IOException {
    HttpURLConnection connection = connect(url, trust);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
    connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
    credentials
        .headersFor(url)
        .forEach((name, values) -> values.forEach(v -> connection.addRequestProperty(name, v)));
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection connect(URI url, Trust trust) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection secure) {
      try {
        secure.setSSLSocketFactory(trust.context().getSocketFactory());
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }
    return connection;
  }
}
