package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An API that is not there yet, goes away, comes back, or lists more than anybody wants. */
class ApiLifeIT {
  private static final String ALL = "/api/workers";

  /** A REST API that can go away and come back on its port. */
  private static final class ShortLivedApi implements AutoCloseable {
    private final int port;
    private final Supplier<String> workers;
    private HttpServer server;

    ShortLivedApi(Supplier<String> workers) throws IOException {
      this.workers = workers;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      server = HttpServer.create();
    }

    String url() {
      return "http://127.0.0.1:" + port;
    }

    ShortLivedApi come() throws IOException {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
      server.createContext(
          ALL,
          exchange -> {
            byte[] body = workers.get().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return this;
    }

    void go() {
      server.stop(0);
    }

    @Override
    public void close() {
      go();
    }
  }

  private static String listing(IntStream numbers) {
    return numbers
        .mapToObj(n -> "\"user_%05d.SH_grid\":{\"alive\":true,\"stats\":{}}".formatted(n))
        .collect(Collectors.joining(",", "{\"workers\":{", "}}"));
  }

  @Test
  void waitsForAnApiThatIsNotThereYetAndSaysSoOnce() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5");
        ShortLivedApi api = new ShortLivedApi(() -> farm.get(ALL).toString());
        ProgramRun run = follow(api, "--wait=60s", "--limit", "5").start()) {
      run.awaitErr("waiting for it");
      api.come();
      Outcome outcome = run.awaitExit().expectCode(0);
      assertThat(outcome.out()).hasSize(5);
      assertThat(outcome.err()).filteredOn(line -> line.contains("waiting for it")).hasSize(1);
    }
  }

  @Test
  void waitsNoLongerThanItIsTold() throws IOException {
    try (ShortLivedApi api = new ShortLivedApi(() -> "")) {
      Outcome outcome = follow(api, "--wait=2s").run().expectCode(6).expectNoStackTrace();
      assertThat(outcome.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
      assertThat(outcome.err()).last().asString().contains("waited", api.url());
      assertThat(follow(api).run().expectCode(6).took()).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void streamsGoOnWhileTheApiIsAwayAndItsReturnIsTold() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "3");
        ShortLivedApi api = new ShortLivedApi(() -> farm.get(ALL).toString()).come();
        ProgramRun run = follow(api, "--discover-every", "500ms").start()) {
      run.awaitLines(6);
      api.go();
      run.awaitErr("open streams go on");
      farm.tell("burst", DRAGON, 4);
      run.awaitLines(10);
      farm.tell("add", "late_600000.SH_grid");
      api.come();
      run.awaitErr("the API answers again").awaitLines(13);
      run.send("INT");
      List<String> err = run.awaitExit().expectCode(130).err();
      assertThat(err).filteredOn(line -> line.contains("open streams go on")).hasSize(1);
    }
  }

  @Test
  void moreWorkersThanMayBeFollowedAreAnErrorAtTheStart() throws IOException {
    try (ShortLivedApi api = new ShortLivedApi(() -> listing(IntStream.range(0, 1234))).come()) {
      assertThat(follow(api).run().expectCode(2).onlyErrorLine())
          .contains("attempting to follow 1,234 workers, but --max-workers is 200")
          .contains("--max-workers 1234");
      assertThat(
              logtail("export", "-O", "-", "--api", api.url()).run().expectCode(2).onlyErrorLine())
          .contains("--max-workers");
    }
  }

  @Test
  void workersThatAppearPastTheBoundAreNamedTogetherAndFollowedWhenThereIsRoom() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "2", "--prefill", "2");
        ProgramRun run =
            ndjson(farm, "--max-workers", "3", "--discover-every", "3s", "--for", "20s").start()) {
      run.awaitLines(4);
      farm.tell("add", "late1_grid");
      farm.tell("add", "late2_grid");
      farm.tell("add", "late3_grid");
      run.awaitErr("not followed, since --max-workers is 3: late2_grid");
      run.awaitErr("late3_grid").awaitLines(6);
      farm.tell("remove", "late1_grid");
      run.awaitLines(8);
      await().until(() -> farm.clients("late2_grid") == 1);
      assertThat(farm.clients("late3_grid")).isZero();
    }
  }

  @Test
  void aListOfTenThousandThatChangesAllTheTimeIsReadAndTargetsAreFoundInIt() throws IOException {
    int[] asked = {0};
    Supplier<String> changing = () -> listing(IntStream.range(asked[0], 10_000 + asked[0]++));
    try (ShortLivedApi api = new ShortLivedApi(changing).come()) {
      Outcome list = logtail("list", "--api", api.url()).run().expectCode(0);
      assertThat(list.out()).hasSize(1 + 10_000);
      assertThat(list.took()).isLessThan(Duration.ofSeconds(20));
      assertThat(follow(api, "user_99999").run().expectCode(3).onlyErrorLine())
          .contains("user_99999");
      Outcome found =
          follow(api, "05000", "*_0700?.SH_grid", "--discover-every", "200ms", "--for", "4s", "-v")
              .run()
              .expectCode(0)
              .expectNoStackTrace();
      assertThat(found.errText())
          .contains("user_05000.SH_grid: has no stream", "user_07001.SH_grid: has no stream")
          .contains("0 records of 11 workers");
    }
  }

  private static Invocation follow(ShortLivedApi api, String... more) {
    return logtail("follow", "--lines", "-o", "ndjson", "--api", api.url()).and(more);
  }
}
