package dev.logtail.tool.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyExceptions;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.ApiInquiry;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.runtime.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the steps and what each measures; their faults have servers of their own. */
@Timeout(60)
class ApiProbeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String LIST =
      "{\"total_workers\":2,\"workers\":{\"a\":{\"log_stream_url\":\"ws://localhost:1\"},"
          + "\"b\":{\"alive\":false}}}";

  @TempDir private static Path folder;
  private static Certificates certificates;

  private HttpServer server;

  /** What is heard of one probe. */
  private final List<Step> steps = new ArrayList<>();

  private final AtomicReference<Optional<List<Worker>>> listed =
      new AtomicReference<>(Optional.empty());
  private Instant now = Instant.now();

  @BeforeAll
  static void make() {
    certificates = Certificates.in(folder);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(String path, int status, String body) {
    server.createContext(path, exchange -> send(exchange, status, body));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private List<Step> check(String api) {
    return check(api, Trust.ofThisJvm(), ProxyRules.DIRECT);
  }

  private List<Step> check(String api, Trust trust, ProxyRules proxies) {
    steps.clear();
    ApiAddress address = ApiAddress.parse(api);
    Around around = new Around(trust, proxies, () -> now, Ticker.system());
    try (ApiInquiry inquiry =
        new ApiInquiry(address, HttpSettings.DEFAULT, Credentials.NONE, trust, proxies)) {
      new ApiProbe(address, inquiry, around, Runnable::run).probe(TIMEOUT, steps::add, listed::set);
    }
    return steps;
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  private static List<Step.Kind> kinds(List<Step> steps) {
    return steps.stream().map(Step::kind).toList();
  }

  @Test
  void aHealthyApiIsOkAtEachStep() {
    answer("/health", 200, "{\"status\":\"ok\"}");
    answer("/api/workers", 200, LIST);

    assertThat(check(base())).allMatch(step -> step.verdict() == Step.Verdict.OK);
    assertThat(kinds(steps))
        .containsExactly(
            Step.Kind.NAME, Step.Kind.TCP, Step.Kind.API, Step.Kind.CLOCK, Step.Kind.LISTING);
    assertThat(steps.get(0).measured()).isEqualTo("127.0.0.1 (IPv4)");
    assertThat(steps.get(1).measured()).matches("127\\.0\\.0\\.1:\\d+ \\(IPv4\\) connected in .*s");
    assertThat(steps.get(2).measured()).contains("/api/workers answered 200", "/health too");
    assertThat(steps.get(2).details()).contains("GET " + base() + "/api/workers → 200");
    assertThat(last(steps).measured()).isEqualTo("2 workers, 1 alive, 1 with a stream");
    assertThat(listed.get().orElseThrow()).hasSize(2);
  }

  @Test
  void theReasonMayBePlainText() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
          send(exchange, 500, "Internal Server Error\nTraceback");
        });

    assertThat(last(check(base())).measured())
        .isEqualTo("the API itself failed (500: Internal Server Error)");
  }

  @Test
  void anApiBehindSomethingIsOkAndSaysSo() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Via", "1.1 varnish");
          send(exchange, 200, LIST);
        });

    assertThat(check(base())).allMatch(step -> step.verdict() == Step.Verdict.OK);
    assertThat(steps.get(2).measured()).contains("through something in between, Via: 1.1 varnish");
  }

  @Test
  void theRightBasePathIsFound() {
    answer("/root/api/workers", 200, LIST);

    Step step = last(check(base() + "/root/api"));

    assertThat(step.measured()).isEqualTo("there is no list at that base path (404)");
    assertThat(step.hint()).hasValue("it answers at another one: --api " + base() + "/root");
  }

  @ParameterizedTest
  @CsvSource({"-50, 50 s ahead of", "45, 45 s behind"})
  void clocksThatDifferAreAWarning(long herePlus, String words) {
    answer("/api/workers", 200, LIST);
    now = Instant.now().plusSeconds(herePlus);

    Step clock = check(base()).get(3);

    assertThat(clock.verdict()).isEqualTo(Step.Verdict.WARN);
    long told = Long.parseLong(words.replaceAll("\\D.*", ""));
    assertThat(clock.measured()).contains(words.replaceAll("^\\d+ s ", ""));
    assertThat(Long.parseLong(clock.measured().replaceAll("\\D+(\\d+)\\.\\d s.*", "$1")))
        .isBetween(told - 3, told + 3);
  }

  private HttpsServer serveTls(String certificate) throws Exception {
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(certificates.server(certificate)));
    secure.createContext("/", exchange -> send(exchange, 200, LIST));
    secure.start();
    return secure;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown | the certificate's issuer 'CN=stranger' is not known here | --cacert FILE",
        "self    | the certificate is self-signed and not known here | --cacert FILE",
        "expired | the certificate of CN=expired expired on 2021-01-01 00:00:00 UTC | have it renewed",
        "other   | the certificate is for other.example, not for 127.0.0.1 | use the name that it is for",
      })
  void aRefusedCertificateIsShownAllTheSame(String name, String words, String hint)
      throws Exception {
    HttpsServer secure = serveTls(name);
    Step step =
        last(
            check(
                "https://127.0.0.1:" + secure.getAddress().getPort(),
                certificates.trust(""),
                ProxyRules.DIRECT));
    secure.stop(0);

    assertThat(step.measured()).startsWith(words);
    assertThat(step.hint().orElseThrow()).contains(hint);
    assertThat(step.details()).anyMatch(line -> line.startsWith("certificate: CN=" + name));
    assertThat(step.trouble()).isEqualTo(StreamFailure.Kind.TLS);
  }

  @Test
  void aGoodCertificateTellsHowLong() throws Exception {
    HttpsServer secure = serveTls("good");
    String api = "https://localhost:" + secure.getAddress().getPort();
    Step fresh = check(api, certificates.trust(""), ProxyRules.DIRECT).get(2);
    assertThat(fresh.measured())
        .startsWith("TLSv1.3, certificate of CN=good valid until 2060-01-01, ")
        .endsWith(" days left");
    assertThat(fresh.verdict()).isEqualTo(Step.Verdict.OK);
    assertThat(fresh.details())
        .contains("certificate: CN=good, by CN=ca, 2020-01-01 to 2060-01-01");

    now = Instant.parse("2059-12-22T00:00:01Z");
    Step old = check(api, certificates.trust(""), ProxyRules.DIRECT).get(2);
    secure.stop(0);
    assertThat(old.verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(old.measured()).endsWith("9 days left");
    assertThat(old.hint()).hasValue("have the certificate renewed before 2060-01-01");
  }

  private static ProxyRules through(int port) {
    Optional<ProxyAddress> proxy =
        Optional.of(ProxyAddress.parse("--proxy", "http://127.0.0.1:" + port));
    return new ProxyRules(proxy, proxy, ProxyExceptions.parse(""), true, Trust.ofThisJvm());
  }

  @Test
  void requestsThroughAProxyTellIt() {
    answer("/", 200, LIST);

    check("http://api.example", Trust.ofThisJvm(), through(server.getAddress().getPort()));

    assertThat(kinds(steps)).startsWith(Step.Kind.NAME, Step.Kind.TCP, Step.Kind.PROXY);
    assertThat(steps.get(2).measured())
        .isEqualTo("the way leads through the proxy 127.0.0.1:" + server.getAddress().getPort());
    assertThat(last(steps).kind()).isEqualTo(Step.Kind.LISTING);
  }
}
