package dev.logtail.view.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.logtail.model.Alert;
import dev.logtail.model.Secret;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyExceptions;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookActionTest {
  private static final Alert ALERT =
      new Alert(
          "kind = gap",
          new StreamNotice(new WorkerKey("w"), Instant.EPOCH, StreamNotice.Kind.GAP, "a gap"),
          2,
          Duration.ofSeconds(10));

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    released.countDown();
    server.ifPresent(running -> running.stop(0));
  }

  private String serve(HttpServer made) {
    server = Optional.of(made);
    made.setExecutor(Executors.newCachedThreadPool());
    made.createContext("/", this::reply);
    made.start();
    return "127.0.0.1:" + made.getAddress().getPort();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void reply(HttpExchange exchange) throws IOException {
    String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    seen.add(exchange.getRequestURI() + " " + shown + " " + body);
    exchange.sendResponseHeaders(200, 0);
    if (exchange.getRequestURI().getPath().equals("/drip")) {
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.close();
  }

  private static WebhookAction action(String url, ProxyRules proxies)
      throws GeneralSecurityException {
    return new WebhookAction(
        new WebhookAction.Settings(
            URI.create(url), Optional.empty(), Duration.ofMillis(400), Duration.ofMillis(10)),
        Trust.ofThisJvm(),
        proxies);
  }

  @Test
  void an_answer_without_an_end_is_given_up_and_tried_three_times() throws Exception {
    String address = serve(HttpServer.create(anyPort(), 0));
    WebhookAction dripping = action("http://" + address + "/drip", ProxyRules.DIRECT);

    assertThatThrownBy(() -> dripping.take(ALERT, line -> {})).hasMessage("no answer in time");
    assertThat(seen).hasSize(3);
    assertThat(seen.get(0))
        .contains("{\"text\":\"w: a gap … and 2 more in 10s\",\"alert\":\"kind = gap\",\"more\":2,")
        .contains("\"record\":{\"_event\":\"gap\",");
  }

  @Test
  void nobody_listening_is_told() throws Exception {
    String address = serve(HttpServer.create(anyPort(), 0));
    server.ifPresent(running -> running.stop(0));
    WebhookAction action = action("http://" + address + "/secret/path", ProxyRules.DIRECT);

    assertThatThrownBy(() -> action.take(ALERT, line -> {})).hasMessage("connection refused");
    assertThat(action.name()).isEqualTo("webhook:http://" + address + "/…");
  }

  @Test
  void a_stranger_gets_nothing(@TempDir Path folder) throws Exception {
    HttpsServer secure = HttpsServer.create(anyPort(), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(Certificates.in(folder).server("unknown")));
    WebhookAction action = action("https://" + serve(secure) + "/", ProxyRules.DIRECT);

    assertThatThrownBy(() -> action.take(ALERT, line -> {})).hasMessageStartingWith("TLS failed: ");
    assertThat(seen).isEmpty();
  }

  @Test
  void it_goes_through_the_proxy_of_the_run() throws Exception {
    String[] address = serve(HttpServer.create(anyPort(), 0)).split(":");
    Optional<ProxyAddress> proxy =
        Optional.of(
            new ProxyAddress(
                ProxyAddress.Scheme.HTTP,
                address[0],
                Integer.parseInt(address[1]),
                Optional.of(new Secret("bob:pw"))));
    ProxyRules rules =
        new ProxyRules(proxy, proxy, ProxyExceptions.parse(""), true, Trust.ofThisJvm());

    action("http://hooks.invalid/x", rules).take(ALERT, line -> {});

    assertThat(seen)
        .singleElement()
        .asString()
        .startsWith("http://hooks.invalid/x Basic Ym9iOnB3 {\"text\":");
  }
}
