package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.wire.WireFormatException;
import dev.logtail.wire.WorkerListReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;

/**
 * Asks an API for the keys of its workers once, for somebody who waits at a prompt: an answer at
 * once is worth more than the best one. No redirects, no second tries; and the JDK's older client,
 * which is there three times as fast as its newer one.
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
    HttpURLConnection connection = connect(url, trust, proxies);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
    connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
    credentials
        .headersFor(url)
        .forEach((name, values) -> values.forEach(v -> connection.addRequestProperty(name, v)));
    try (InputStream in = connection.getInputStream()) {
      String body = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return WorkerListReader.list(body).stream().map(Worker::key).map(key -> key.value()).toList();
    } catch (WireFormatException e) {
      throw new IOException(e);
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection connect(URI url, Trust trust, ProxyRules proxies)
      throws IOException {
    Proxy way =
        proxies
            .proxyFor(url)
            .map(proxy -> new InetSocketAddress(proxy.host(), proxy.port()))
            .map(address -> new Proxy(Proxy.Type.HTTP, address))
            .orElse(Proxy.NO_PROXY);
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(way);
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
