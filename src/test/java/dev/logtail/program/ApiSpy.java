package dev.logtail.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Stands in front of a farm's API, with TLS too, and writes down what it was asked and shown. */
final class ApiSpy implements AutoCloseable {
  private static final Set<String> DULL =
      Set.of("host", "connection", "user-agent", "http2-settings");

  private final String farm;
  private final HttpServer plain;
  private final HttpsServer secure;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param farm the API behind
   */
  ApiSpy(String farm, SSLContext certificate) {
    this.farm = farm;
    try {
      plain = HttpServer.create(new InetSocketAddress(0), 0);
      secure = HttpsServer.create(new InetSocketAddress(0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    secure.setHttpsConfigurator(
        new HttpsConfigurator(certificate) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = certificate.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    plain.createContext("/", this::reply);
    secure.createContext("/", this::reply);
    plain.start();
    secure.start();
  }

  int port() {
    return plain.getAddress().getPort();
  }

  int securePort() {
    return secure.getAddress().getPort();
  }

  /** Each with its headers, but for those that say nothing. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void reply(HttpExchange exchange) throws IOException {
    requests.add(words(exchange));
    try (exchange) {
      URI there = URI.create(farm + exchange.getRequestURI());
      HttpResponse<byte[]> answer =
          client.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static String words(HttpExchange exchange) {
    String headers =
        exchange.getRequestHeaders().entrySet().stream()
            .filter(header -> !DULL.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
            .sorted()
            .collect(Collectors.joining("; "));
    return exchange.getRequestURI() + " " + headers + peer(exchange);
  }

  private static String peer(HttpExchange exchange) {
    try {
      return exchange instanceof HttpsExchange tls
          ? " by " + tls.getSSLSession().getPeerPrincipal().getName()
          : "";
    } catch (SSLPeerUnverifiedException e) {
      return " by nobody";
    }
  }

  @Override
  public void close() {
    plain.stop(0);
    secure.stop(0);
  }
}
