package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.pipeline.access.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code debug --listen} and clients that this project has no part in. */
class ListenIT {
  private static final Path PEERS = Path.of(System.getProperty("logtail.peers"));
  private static final String READY = "listening on ";

  private final List<ProgramRun> running = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void close() {
    running.forEach(ProgramRun::close);
  }

  private ProgramRun listen(String... options) {
    ProgramRun run = Invocation.logtail("debug", "--listen", "0").and(options).start();
    running.add(run);
    return run.awaitErr(READY);
  }

  private static String url(ProgramRun server) {
    return server.err().stream()
        .filter(line -> line.contains(READY))
        .map(line -> line.replaceFirst(".*" + READY, "").replaceFirst(",.*", ""))
        .findFirst()
        .orElseThrow();
  }

  private ProgramRun node(String url, int count, String options) {
    ProgramRun run =
        Invocation.command(
                List.of(
                    "node",
                    PeerFarm.script("client.mjs").toString(),
                    PEERS.resolve("node_modules").toAbsolutePath().toString(),
                    url,
                    Integer.toString(count),
                    options))
            .start();
    running.add(run);
    return run;
  }

  /** What a client tells, as {@code WHAT I TEXT}. */
  private static List<String> told(ProgramRun client) {
    return client.out().stream().map(Lines::json).map(ListenIT::words).toList();
  }

  private static String words(JsonNode fact) {
    String text =
        fact.get("what").asText().equals("close")
            ? fact.get("code").asText() + " " + fact.get("reason").asText()
            : fact.path("text").asText();
    return (fact.get("what").asText() + " " + fact.get("i").asText() + " " + text).strip();
  }

  private static void await(ProgramRun client, Predicate<List<String>> wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(wanted.test(told(client))).as("%s", told(client)).isTrue());
  }

  private static void awaitOpen(ProgramRun client, int count) {
    await(client, told -> told.stream().filter(line -> line.startsWith("open")).count() == count);
  }

  @Test
  void wscatTalksToIt() {
    ProgramRun server = listen("-x", "welcome", "--count", "2");
    Outcome wscat =
        Invocation.command(
                List.of(
                    "node",
                    PEERS.resolve("node_modules/wscat/bin/wscat").toAbsolutePath().toString(),
                    "-c",
                    url(server),
                    "-x",
                    "one",
                    "-x",
                    "two",
                    "-w",
                    "9"))
            .run()
            .expectCode(0);

    assertThat(wscat.out()).containsExactly("welcome");
    assertThat(server.awaitExit().expectCode(0).out()).containsExactly("one", "two");
  }

  @Test
  void pythonTalksToIt() throws Exception {
    ProgramRun server = listen("-s", "log.v1", "--expect", "^done$");
    Path script =
        Files.writeString(
            folder.resolve("client.py"),
            """
            import asyncio, sys, websockets
            async def main():
                async with websockets.connect(sys.argv[1], subprotocols=["x", "log.v1"]) as ws:
                    print(ws.subprotocol, await ws.recv(), flush=True)
                    await ws.ping()
                    await ws.send("a" * 100000)
                    await ws.send("done")
                    try:
                        await ws.recv()
                    except websockets.ConnectionClosed as e:
                        print(e.code)
            asyncio.run(main())
            """);
    ProgramRun python =
        Invocation.command(List.of(PeerFarm.python(), script.toString(), url(server))).start();
    running.add(python);
    server.tell("hello");

    assertThat(server.awaitExit().expectCode(0).out()).containsExactly("a".repeat(100000), "done");
    assertThat(python.awaitExit().expectCode(0).out()).containsExactly("log.v1 hello", "1001");
  }

  @Test
  void linesOfAPipeWaitForSomebodyAndGoToAll() {
    ProgramRun server = listen();
    server.tell("early");
    server.awaitErr("nobody is connected");
    ProgramRun first = node(url(server), 1, "{}");
    await(first, told -> told.contains("message 0 early"));
    ProgramRun more = node(url(server), 50, "{}");
    awaitOpen(more, 50);
    server.tell("to all");

    await(
        more,
        told ->
            IntStream.range(0, 50).allMatch(i -> told.contains("message " + i + " to all"))
                && told.stream().noneMatch(line -> line.endsWith("early")));
    await(first, told -> told.contains("message 0 to all"));
    server.send("INT");
    assertThat(server.awaitExit().code()).isEqualTo(130);
    await(more, told -> told.stream().filter(line -> line.endsWith("1001")).count() == 50);
  }

  @Test
  void whatPeersDoIsTold() {
    ProgramRun server = listen("--json", "-P");
    ProgramRun peers = node(url(server), 3, "{\"headers\": {\"Authorization\": \"Bearer tok-9\"}}");
    awaitOpen(peers, 3);
    peers.tell("send 0 hello\u001b[2J");
    peers.tell("bytes 0 00ff");
    peers.tell("ping 0 alive");
    server.awaitLines(3);
    peers.tell("close 0 4005 see you");
    server.awaitErr("4005 'see you', closed by the peer");
    peers.tell("reset 1 ");
    server.awaitErr("the connection broke");

    List<JsonNode> frames = server.out().stream().map(Lines::json).toList();
    int number = frames.get(0).get("peer").asInt();
    assertThat(number).isBetween(1, 3);
    assertThat(frames).allMatch(frame -> frame.get("peer").asInt() == number);
    assertThat(frames.get(0).get("text").asText()).isEqualTo("hello\u001b[2J");
    assertThat(frames.get(1).get("base64").asText()).isEqualTo("AP8=");
    assertThat(frames.get(2).get("opcode").asText()).isEqualTo("ping");
    assertThat(server.err()).noneMatch(line -> line.contains("tok-9"));
    server.send("INT");
    server.awaitExit();
  }

  @Test
  void aPipeWaitsForItsSlowestPeerAndWhoReadsNothingIsSentAway() {
    ProgramRun server = listen();
    ProgramRun peers = node(url(server), 2, "{\"perMessageDeflate\": false}");
    awaitOpen(peers, 2);
    peers.tell("stall 0 ");
    String line = "x".repeat(50_000);
    Thread typing =
        new Thread(
            () -> {
              for (int i = 0; i < 400; i++) {
                server.tell(i + line);
              }
              server.tell("last");
            });
    typing.start();
    server.awaitErr("1013");
    await(peers, told -> told.contains("message 1 last"));
    assertThat(receivedBy(1, told(peers))).as("of the one that reads").isEqualTo(401);
    server.send("INT");

    assertThat(server.awaitExit().code()).isEqualTo(130);
    assertThat(server.err())
        .anyMatch(told -> told.contains("nothing was read for 15 s"))
        .noneMatch(told -> told.contains("was too slow for"));
  }

  private static long receivedBy(int number, List<String> told) {
    return told.stream().filter(line -> line.startsWith("message " + number)).count();
  }

  @Test
  void pagesOfOtherOriginsAreKeptOut() {
    ProgramRun server = listen("-o", "https://app.example");
    ProgramRun evil = node(url(server), 1, "{\"origin\": \"https://evil.example\"}");
    await(evil, told -> told.stream().anyMatch(line -> line.contains("403")));
    server.awaitErr("comes from the origin https://evil.example");
    ProgramRun renamed = node(url(server), 1, "{\"headers\": {\"Host\": \"rebound.example\"}}");
    await(renamed, told -> told.stream().anyMatch(line -> line.contains("421")));

    awaitOpen(node(url(server), 1, "{\"origin\": \"https://app.example\"}"), 1);
  }

  @Test
  void withACertificateItSpeaksTls() {
    Certificates.in(folder);
    ProgramRun server =
        listen(
            "--cert",
            folder.resolve("good.pem").toString(),
            "--key",
            folder.resolve("good.key").toString(),
            "--count",
            "1");
    assertThat(url(server)).startsWith("wss://127.0.0.1:");
    ProgramRun client = node(url(server), 1, "{\"rejectUnauthorized\": false}");
    awaitOpen(client, 1);
    client.tell("send 0 secret");

    assertThat(server.awaitExit().expectCode(0).out()).containsExactly("secret");
  }

  @Test
  void whatCannotBeIsSaidInOneLine() {
    ProgramRun server = listen();
    String taken = url(server).replaceFirst(".*:", "");

    assertThat(Invocation.logtail("debug", "--listen", taken).run().expectCode(6).onlyErrorLine())
        .contains("127.0.0.1:" + taken, "in use", "--listen 0");
    assertThat(Invocation.logtail("debug", "-l", "0.0.0.0:0").run().expectCode(2).onlyErrorLine())
        .contains("--insecure-listen");
    assertThat(
            Invocation.logtail("debug", "-l", "0", "ws://127.0.0.1:1")
                .run()
                .expectCode(2)
                .onlyErrorLine())
        .contains("URL");
    assertThat(
            Invocation.logtail("debug", "-l", "0", "--reconnect")
                .run()
                .expectCode(2)
                .onlyErrorLine())
        .contains("--reconnect");
  }
}
