package dev.logtail.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.runtime.NamedThreads;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerApiTest {
  private static final String DRAGON = "user123_002050.SZ_hidden_dragon";
  private static final String GRID = "user123_000858.SZ_网格 交易+";
  private static final String DRAGON_JSON =
      "{\"alive\":true,\"stats\":{\"symbol\":\"002050.SZ\",\"strategy\":\"hidden_dragon\","
          + "\"engine\":\"vnpy\",\"state\":\"holding\",\"position\":300,\"bars_processed\":1234,"
          + "\"entry_price\":25.36},\"log_stream_url\":\"ws://127.0.0.1:54321\"}";
  private static final String GRID_JSON =
      "{\"alive\":false,\"stats\":{\"symbol\":\"000858.SZ\",\"strategy\":\"网格\","
          + "\"engine\":\"vnpy\",\"state\":\"waiting\",\"position\":0,\"bars_processed\":7},"
          + "\"log_stream_url\":null}";

  /** Two workers that never change. */
  private static final class Fixed implements WorkerRoster {
    @Override
    public List<WorkerReport> workers() {
      WorkerReport.Stats holding =
          new WorkerReport.Stats(
              "002050.SZ", "hidden_dragon", "holding", 300, 1234, Optional.of("25.36"));
      WorkerReport.Stats waiting =
          new WorkerReport.Stats("000858.SZ", "网格", "waiting", 0, 7, Optional.empty());
      return List.of(
          new WorkerReport(DRAGON, true, holding, Optional.of(URI.create("ws://127.0.0.1:54321"))),
          new WorkerReport(GRID, false, waiting, Optional.empty()));
    }

    @Override
    public Optional<WorkerReport> worker(String key) {
      return workers().stream().filter(worker -> worker.key().equals(key)).findFirst();
    }

    @Override
    public Optional<List<String>> logLines(String key, int most) {
      List<String> lines = List.of("one", "二", "three");
      return worker(key).map(worker -> lines.subList(Math.max(0, 3 - most), 3));
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService executor = NamedThreads.pool("logtail-test", 4);
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.start(0, executor);
    server.answerWith(new WorkerApi(new Fixed()));
  }

  @AfterEach
  void stop() {
    server.close();
    executor.shutdownNow();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String get(String path) throws Exception {
    HttpResponse<String> response = send("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    return response.body();
  }

  @Test
  void lists_the_workers() throws Exception {
    assertThat(get("/api/workers"))
        .isEqualTo(
            "{\"total_workers\":2,\"active_configs\":2,\"workers\":{\"%s\":%s,\"%s\":%s}}"
                .formatted(DRAGON, DRAGON_JSON, GRID, GRID_JSON));
    assertThat(get("/api/status"))
        .isEqualTo(
            "{\"total_workers\":2,\"active_configs\":2,\"worker_keys\":[\"%s\",\"%s\"]}"
                .formatted(DRAGON, GRID));
    assertThat(get("/health")).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void describes_one_worker() throws Exception {
    String grid = "user123_000858.SZ_%E7%BD%91%E6%A0%BC%20%E4%BA%A4%E6%98%93+";

    assertThat(get("/api/workers/" + DRAGON)).isEqualTo(DRAGON_JSON);
    assertThat(get("/api/workers/" + grid)).isEqualTo(GRID_JSON);
    assertThat(get("/api/workers/" + DRAGON + "/console"))
        .isEqualTo(
            "{\"worker_key\":\"%s\",\"log_stream_url\":\"ws://127.0.0.1:54321\"}"
                .formatted(DRAGON));
    assertThat(get("/api/workers/" + grid + "/console"))
        .isEqualTo("{\"worker_key\":\"%s\",\"log_stream_url\":null}".formatted(GRID));
  }

  @ParameterizedTest
  @CsvSource({
    "'','one\n二\nthree\n'",
    "?tail=2,'二\nthree\n'",
    "?tail=0,''",
    "?tail=9,'one\n二\nthree\n'"
  })
  void serves_the_end_of_the_log_file(String query, String expected) throws Exception {
    HttpResponse<String> response = send("GET", "/api/workers/" + DRAGON + "/logs" + query);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(response.body()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "404,/api/workers/nobody,Worker not found",
    "404,/api/workers/nobody/console,Worker not found",
    "404,/api/workers/nobody/logs,Worker not found",
    "404,/api/workers/,Worker not found",
    "404,/,Not Found",
    "404,/api,Not Found",
    "404,/api/workers/" + DRAGON + "/,Not Found",
    "404,/api/workers/" + DRAGON + "/config,Not Found",
    "404,/api/workers/" + DRAGON + "/logs/2,Not Found",
    "422,/api/workers/" + DRAGON + "/logs?tail=-1,tail is not a number of lines",
    "400,/api/workers/%zz,Bad Request"
  })
  void says_what_it_does_not_have(int status, String path, String detail) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port());

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("Jetty");
    assertThat(answer).endsWith("\r\n\r\n{\"detail\":\"" + detail + "\"}");
  }

  @Test
  void only_reads() throws Exception {
    HttpResponse<String> response = send("DELETE", "/api/workers/" + DRAGON);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
    assertThat(send("HEAD", "/health").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LocalHost:%d", "[::1]:%d"})
  void answers_to_names_of_this_machine(String host) throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host.formatted(server.port())))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:%d",
        "127.0.0.1.evil:%d",
        "127.evil:%d",
        "10.0.0.1:%d",
        "localhost.:%d",
        "localhost",
        "127.0.0.1:1%d",
        "localhost:1"
      })
  void refuses_other_names(String host) throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host.formatted(server.port())))
        .doesNotContain("\"ok\"")
        .containsPattern("^HTTP/1.1 4(21|00) ");
  }

  @Test
  void refuses_requests_that_a_web_page_makes() throws Exception {
    String host = "GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n";

    assertThat(raw(host + "Origin: http://127.0.0.1:1")).startsWith("HTTP/1.1 403 ");
    assertThat(raw(host + "Origin: null")).startsWith("HTTP/1.1 403 ");
    assertThat(raw(host + "Origin: http://127.0.0.1:" + server.port())).startsWith("HTTP/1.1 200 ");
  }

  /** Sends a request, line by line as given, and returns everything that is answered. */
  private String raw(String lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = lines + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
