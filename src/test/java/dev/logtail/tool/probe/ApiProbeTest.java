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
import dev.logtail.pipeline.access.TrustSettings;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.ApiInquiry;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.runtime.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/** Each fault of an API has a sentence of its own. */
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
    Around around = new Around(trust, proxies, () -> now, Ticker.system(), TIMEOUT);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "401 | {'detail':'Could not validate credentials'} | UNAUTHORISED | API | who asks is not known (401: Could not validate credentials) | give a token with --token-file",
        "401 | {'detail':'Token has expired'} | UNAUTHORISED | API | the token has expired (401: Token has expired) | get a new token",
        "403 | {'detail':'Forbidden'} | UNAUTHORISED | API | this user may not see the workers (403: Forbidden) | a wrong path, token or origin",
        "407 | {} | UNAUTHORISED | PROXY | a proxy in between wants a user (407) | --proxy http://USER:PASSWORD@HOST:PORT",
        "404 | {'detail':'Not Found'} | PROTOCOL | API | there is no /api/workers (404: Not Found) | a wrong base path?",
        "429 | {} | UNREACHABLE | API | the API has too much to do (429) | try again later",
        "418 | {} | PROTOCOL | API | answered 418 | is this the API?",
        "500 | {'detail':'boom'} | UNREACHABLE | API | the API itself failed (500: boom) | its own log tells why",
        "502 | <title>502 Bad Gateway</title> | UNREACHABLE | API | the gateway in front can't reach the API (502: '502 Bad Gateway') | the API behind it is down",
        "426 | Upgrade Required | PROTOCOL | API | a WebSocket server answers there, not the API (426) | check ws://127.0.0.1:",
        "400 | Failed to open a WebSocket connection | PROTOCOL | API | a WebSocket server answers there, not the API (400) | check ws://127.0.0.1:",
        "400 | The plain HTTP request was sent to HTTPS port | TLS | TLS | the server speaks TLS there | try https://",
        "400 | No required SSL certificate was sent | TLS | TLS | the server wants a client certificate and got none | give one with --cert FILE",
        "400 | The SSL certificate error | TLS | TLS | the server refuses our client certificate | is it one that the server's authority has signed?",
        "200 | <html><title>Welcome to nginx!</title> | PROTOCOL | API | answered 200 with a web page ('Welcome to nginx!'), not with JSON | is the base path right?",
        "200 | <html><form>Sign in <input type=password> | PROTOCOL | API | answered 200 with a web page, not with JSON | a login page",
        "200 | [] | PROTOCOL | LISTING | answered 200 with a JSON array where an object is due | is this the API",
        "200 | {'ok':true} | PROTOCOL | LISTING | answered 200 with JSON that is no list of workers | is this the API",
        "200 | {'workers':{ | PROTOCOL | LISTING | answered 200 with broken JSON ( | is this the API",
        "200 | hello | PROTOCOL | LISTING | answered 200 with text that is not JSON (hello) | is this the API",
        "200 | {'workers':{}} | GONE | LISTING | the API lists no workers at all | none has started",
      })
  void eachAnswerHasASentenceOfItsOwn(
      int status,
      String body,
      StreamFailure.Kind trouble,
      Step.Kind kind,
      String words,
      String hint) {
    answer("/api/workers", status, body.replace('\'', '"'));

    Step step = last(check(base()));

    assertThat(step.measured()).contains(words);
    assertThat(step.hint().orElseThrow()).contains(hint);
    assertThat(List.of(step.kind(), step.trouble())).containsExactly(kind, trouble);
  }

  @Test
  void emptyAnswersAreNoList() {
    answer("/api/workers", 200, "");

    assertThat(last(check(base())).measured()).isEqualTo("answered 200 with nothing");
  }

  @Test
  void aPageOfAProxyIsNotTakenForTheApis() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Via", "1.1 squid.corp");
          send(exchange, 200, "<html><title>Access denied</title>");
        });

    Step step = last(check(base()));

    assertThat(step.kind()).isEqualTo(Step.Kind.PROXY);
    assertThat(step.measured())
        .isEqualTo(
            "a proxy in between answered with a web page ('Access denied'), not the API;"
                + " Via: 1.1 squid.corp");
  }

  @ParameterizedTest
  @CsvSource({"500, UNREACHABLE", "403, UNAUTHORISED", "404, PROTOCOL"})
  void whatAProxyAnswersItselfIsNotTheApis(int status, StreamFailure.Kind trouble) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Server", "tinyproxy/1.11.1");
          send(exchange, status, "<title>Unable to connect</title>");
        });

    Step step = last(check(base()));

    assertThat(List.of(step.kind(), step.trouble())).containsExactly(Step.Kind.PROXY, trouble);
    assertThat(step.measured())
        .isEqualTo(
            "a proxy in between answered "
                + status
                + ": 'Unable to connect' itself (Server: tinyproxy/1.11.1)");
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

    assertThat(step.measured()).isEqualTo("there is no /api/workers (404)");
    assertThat(step.hint()).hasValue("it answers at another base path: --api " + base() + "/root");
  }

  @Test
  void anotherServerWithHealthIsSeen() {
    answer("/health", 200, "{}");

    assertThat(last(check(base())).hint().orElseThrow()).contains("/health answers");
  }

  @Test
  void anApiThatIsNotWellIsAWarning() {
    answer("/api/workers", 200, LIST);
    answer("/health", 503, "{}");

    Step step = check(base()).get(2);

    assertThat(step.verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(step.measured()).contains("/health answered 503");
  }

  @Test
  void redirectsAreFollowedInsideTheOriginOnly() {
    answer("/new/api/workers", 200, LIST);
    redirect("/api/workers", base() + "/new/api/workers");

    assertThat(check(base()).get(2).measured())
        .contains("redirected to " + base() + "/new/api/workers");

    redirect("/away/api/workers", "https://other.example/base/api/workers");
    Step step = last(check(base() + "/away"));
    assertThat(step.measured())
        .contains("redirects elsewhere (302), to https://other.example/base/api/workers");
    assertThat(step.hint()).hasValue("if you trust it, use https://other.example/base");
    assertThat(step.trouble()).isEqualTo(StreamFailure.Kind.PROTOCOL);
  }

  private void redirect(String path, String to) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          send(exchange, 302, "");
        });
  }

  @Test
  void redirectsWithoutEndEnd() {
    redirect("/api/workers", base() + "/api/workers");

    assertThat(last(check(base())).measured()).contains("redirects elsewhere (302)");
  }

  @ParameterizedTest
  @CsvSource({"-90, 90 s ahead of", "75, 75 s behind"})
  void clocksThatDifferAreAWarning(long herePlus, String words) {
    answer("/api/workers", 200, LIST);
    now = Instant.now().plusSeconds(herePlus);

    Step clock = check(base()).get(3);

    assertThat(clock.verdict()).isEqualTo(Step.Verdict.WARN);
    long told = Long.parseLong(words.replaceAll("\\D.*", ""));
    assertThat(clock.measured()).contains(words.replaceAll("^\\d+ s ", ""));
    assertThat(Long.parseLong(clock.measured().replaceAll("\\D+(\\d+) s.*", "$1")))
        .isBetween(told - 3, told + 3);
  }

  @Test
  void countsThatDifferAreAWarning() {
    answer("/api/workers", 200, "{\"total_workers\":7,\"workers\":{\"a\":{}}}");

    assertThat(last(check(base())).measured())
        .isEqualTo("1 worker, 1 alive, 0 with a stream; but total_workers says 7");
  }

  @Test
  void noLivingWorkerIsAWarning() {
    answer("/api/workers", 200, "{\"workers\":{\"a\":{\"alive\":false}}}");

    assertThat(last(check(base())).hint().orElseThrow()).contains("no worker lives");
  }

  @Test
  void aNameWithoutAddressFailsThere() {
    Step step = last(check("http://no-such-host.invalid:5000"));

    assertThat(step.measured()).isEqualTo("no such host 'no-such-host.invalid' (DNS)");
    assertThat(List.of(step.kind(), step.trouble()))
        .containsExactly(Step.Kind.NAME, StreamFailure.Kind.UNREACHABLE);
  }

  @Test
  void aPortWhereNobodyListensFailsThere() {
    server.stop(0);

    Step step = last(check(base()));

    assertThat(step.measured()).matches("127\\.0\\.0\\.1:\\d+: connection refused");
    assertThat(step.kind()).isEqualTo(Step.Kind.TCP);
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
        "expired | the certificate of CN=expired expired on 2021-01-01 00:00:00 UTC | if you trust it",
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

  @Test
  void insecureStillTellsOfAnOldCertificate() throws Exception {
    HttpsServer secure = serveTls("expired");
    Trust gullible = new TrustSettings(List.of(), Optional.empty(), true, List.of()).trust();
    Step step =
        check("https://127.0.0.1:" + secure.getAddress().getPort(), gullible, ProxyRules.DIRECT)
            .get(2);
    secure.stop(0);

    assertThat(step.verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(step.measured())
        .isEqualTo(
            "TLSv1.3, but the certificate of CN=expired expired on 2021-01-01, let pass by"
                + " --insecure");
  }

  @Test
  void httpToATlsPortIsTheWrongScheme() throws Exception {
    HttpsServer secure = serveTls("good");
    int port = secure.getAddress().getPort();
    Step step = last(check("http://127.0.0.1:" + port));
    secure.stop(0);

    assertThat(step.measured()).isEqualTo("wrong scheme: the server speaks TLS there");
    assertThat(step.hint()).hasValue("use https://127.0.0.1:" + port + " in place of http");
  }

  @Test
  void httpsToAPlainPortIsTheWrongScheme() {
    answer("/", 200, "");
    Step step = last(check("https://127.0.0.1:" + server.getAddress().getPort()));

    assertThat(step.measured()).isEqualTo("wrong scheme: what answers there does not speak TLS");
    assertThat(step.hint().orElseThrow()).startsWith("use http://127.0.0.1:");
    assertThat(step.trouble()).isEqualTo(StreamFailure.Kind.PROTOCOL);
  }

  @Test
  void whatHangsUpIsNoHttp() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      new Thread(() -> hangUp(socket)).start();

      Step step = last(check("http://127.0.0.1:" + socket.getLocalPort()));

      assertThat(step.kind()).isEqualTo(Step.Kind.API);
      assertThat(step.measured()).contains("the connection broke before the answer");
    }
  }

  private static void hangUp(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        peer.getInputStream().read(new byte[4096]);
      } catch (IOException e) {
        // The test closed its server.
      }
    }
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http  | 502 | can't reach api.example (502) | UNREACHABLE",
        "http  | 407 | wants a user (407) | UNAUTHORISED",
        "https | 403 | forbids to connect to api.example:443 (403) | UNAUTHORISED",
        "https | 407 | wants a user (407) | UNAUTHORISED",
      })
  void aProxyThatDoesNotLeadThereIsNamed(
      String scheme, int status, String words, StreamFailure.Kind trouble) throws Exception {
    byte[] answer =
        ("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .getBytes(UTF_8);
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      new Thread(() -> answerAll(socket, answer)).start();

      check(scheme + "://api.example", Trust.ofThisJvm(), through(socket.getLocalPort()));

      assertThat(last(steps).kind()).isEqualTo(Step.Kind.PROXY);
      assertThat(last(steps).measured())
          .startsWith("the proxy 127.0.0.1:" + socket.getLocalPort())
          .contains(words);
      assertThat(last(steps).trouble()).isEqualTo(trouble);
    }
  }

  private static void answerAll(ServerSocket socket, byte[] answer) {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        peer.getInputStream().read(new byte[4096]);
        peer.getOutputStream().write(answer);
      } catch (IOException e) {
        // The test closed its server.
      }
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    server.stop(0);
    int port = server.getAddress().getPort();

    Step step = last(check("http://api.example", Trust.ofThisJvm(), through(port)));

    assertThat(step.measured())
        .isEqualTo("the proxy 127.0.0.1:" + port + " can't be reached: connection refused");
    assertThat(step.kind()).isEqualTo(Step.Kind.PROXY);
  }
}
