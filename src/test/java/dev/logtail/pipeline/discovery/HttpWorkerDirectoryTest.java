package dev.logtail.pipeline.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpWorkerDirectoryTest {
  private static final HttpSettings QUICK =
      new HttpSettings(Duration.ofSeconds(2), Duration.ofMillis(400), 100_000);

  private HttpServer server;
  private HttpWorkerDirectory directory;
  private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    directory = directory(base());
  }

  @AfterEach
  void stopServer() {
    directory.close();
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static HttpWorkerDirectory directory(String api) {
    Credentials credentials =
        Credentials.of(URI.create(api), List.of(new Credentials.Header("X-Test", "yes")));
    return new HttpWorkerDirectory(
        ApiAddress.parse(api), QUICK, credentials, Trust.ofThisJvm(), ProxyRules.DIRECT);
  }

  private void answer(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          requests.add(exchange);
          answer.to(exchange);
          exchange.close();
        });
  }

  private static Answer text(int status, String body) {
    return bytes(status, body.getBytes(UTF_8));
  }

  private static Answer bytes(int status, byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private StreamFailure failure() {
    return failure(directory);
  }

  private static StreamFailure failure(WorkerDirectory asked) {
    return catchThrowableOfType(DirectoryException.class, asked::list).failure();
  }

  @Test
  void listsWorkersAndSendsTheHeaders() throws Exception {
    answer("/api/workers", text(200, "{\"workers\":{\"a\":{\"log_stream_url\":\"ws://x:1\"}}}"));

    List<Worker> workers = directory.list();

    assertThat(workers).extracting(Worker::streamUrl).containsExactly(Optional.of("ws://x:1"));
    assertThat(requests.get(0).getRequestHeaders().getFirst("X-Test")).isEqualTo("yes");
    assertThat(requests.get(0).getRequestHeaders()).doesNotContainKey("Upgrade");
  }

  @Test
  void asksUnderTheBasesPathAndEncodesTheKey() throws Exception {
    answer("/root/api/workers/", text(200, "{\"alive\":true}"));
    WorkerKey key = new WorkerKey("龙/a b+c?.%");

    try (HttpWorkerDirectory under = directory(base() + "/root/")) {
      assertThat(under.find(key)).map(Worker::key).contains(key);
    }
    assertThat(requests.get(0).getRequestURI().getRawPath())
        .isEqualTo("/root/api/workers/%E9%BE%99%2Fa%20b%2Bc%3F.%25");
  }

  @Test
  void aWorkerThatIsNotListedIsNoError() throws Exception {
    answer("/api/workers/", text(404, "{\"detail\":\"Worker not found\"}"));

    assertThat(directory.find(new WorkerKey("a"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"detail\":\"Token has expired\"} | UNAUTHORISED | answered 401 (Token has expired); give a token",
        "403 | {\"error\":\"not yours\"}          | UNAUTHORISED | answered 403 (not yours)",
        "404 | <html>                             | PROTOCOL     | has no /api/workers (404)",
        "500 | {\"error\":\"boom\"}               | UNREACHABLE  | failed with 500 (boom)",
        "200 | <!doctype html><title>Hello        | PROTOCOL     | answered 200 with HTML, not JSON (<!doctype html><title>Hello)",
        "200 | hello                              | PROTOCOL     | with text that is not JSON (hello)",
        "200 | {\"a\":1}                          | PROTOCOL     | without a 'workers' object",
        "200 | ''                                 | PROTOCOL     | answered 200 with nothing",
        "302 | ''                                 | PROTOCOL     | redirects to ''",
      })
  void saysWhatCameBack(int status, String body, Kind kind, String words) {
    answer("/api/workers", text(status, body));

    StreamFailure failure = failure();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.text()).startsWith(base() + "/api/workers: ").contains(words);
  }

  @Test
  void foreignTextIsCutAndKeptOnOneLine() {
    answer("/api/workers", text(200, "x\ny ".repeat(10_000)));

    assertThat(failure().text()).hasSizeLessThan(400).doesNotContain("\n");
  }

  @Test
  void aRefusedConnectionNamesTheUrlAndTheWayOut() {
    server.stop(0);

    assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure().text())
        .isEqualTo(
            base()
                + "/api/workers: connection refused; is the API running there?"
                + " give another base with --api URL or LOGTAIL_API");
  }

  @Test
  void anUnknownHostIsNamedAsSuch() {
    try (HttpWorkerDirectory nowhere = directory("http://nowhere.invalid:5000")) {
      assertThat(failure(nowhere).kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure(nowhere).text()).contains("no such host 'nowhere.invalid' (DNS)");
    }
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    answer(
        "/api/workers",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitQuietly(done);
        });

    StreamFailure failure = failure();
    done.countDown();

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.text()).contains("no answer in time");
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void tooLargeABodyIsRefusedAlsoWhenItIsZipped() throws Exception {
    answer("/api/workers", text(200, " ".repeat(200_000)));
    assertThat(failure().text()).contains("larger than");

    server.removeContext("/api/workers");
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(new byte[5_000_000]);
    }
    answer(
        "/api/workers",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          bytes(200, zipped.toByteArray()).to(exchange);
        });
    assertThat(failure().text()).contains("larger than");
  }

  private static Answer redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  @Test
  void followsRedirectsInsideTheOriginOnly() throws Exception {
    answer("/api/workers", redirect("/v2/workers"));
    answer("/v2/workers", text(200, "{\"workers\":{\"a\":{}}}"));
    assertThat(directory.list()).hasSize(1);

    server.removeContext("/v2/workers");
    answer("/v2/workers", redirect("http://other.example/api/workers"));
    assertThat(failure().kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(failure().text()).contains("http://other.example/api/workers");
  }

  @Test
  void stopsInARedirectLoop() {
    answer("/api/workers", redirect("/api/workers"));

    assertThat(failure().text()).contains("redirects without end");
    assertThat(requests).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "http,  'SSH-2.0-OpenSSH_9.2\r\n',  PROTOCOL,    does not speak HTTP",
    "https, 'HTTP/1.1 400 Bad\r\n\r\n', PROTOCOL,    does not speak TLS; try http://",
    "http,  '',                         UNREACHABLE, the connection broke",
  })
  void recognisesServersOfAnotherKind(String scheme, String greeting, Kind kind, String words)
      throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      new Thread(() -> greetEverybody(socket, greeting)).start();
      try (HttpWorkerDirectory other =
          directory(scheme + "://127.0.0.1:" + socket.getLocalPort())) {
        StreamFailure failure = failure(other);

        assertThat(failure.text()).contains(words);
        assertThat(failure.kind()).isEqualTo(kind);
      }
    }
  }

  private static void greetEverybody(ServerSocket socket, String greeting) {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        peer.getInputStream().read(new byte[4096]);
        peer.getOutputStream().write(greeting.getBytes(UTF_8));
      } catch (IOException e) {
        // The test closed its server, or the client went away: both end the greeting.
      }
    }
  }
}
