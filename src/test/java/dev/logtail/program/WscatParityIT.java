package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Certificates;
import dev.logtail.program.Recorder.Conversation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * wscat and {@code logtail debug} with the same command line on the same server, which must see the
 * same of both: request, frames and close. Where they differ, {@link #known} and {@link #messages}
 * say why.
 */
class WscatParityIT {
  private static final Path PEERS = Path.of(System.getProperty("logtail.peers"));
  private static final int AT_ONCE = 6;
  private static final String OPEN = "-w 1 -x hi";

  @TempDir private static Path folder;

  private static Recorder recorder;
  private static Tinyproxy proxy;

  @BeforeAll
  static void start() {
    Certificates.in(folder);
    Invocation.command(
            OptionRow.words(
                "openssl pkcs8 -topk8 -in client.key -out locked.key -v2 aes256 -passout pass:geheim"))
        .in(folder)
        .run()
        .expectCode(0);
    recorder = Recorder.start(folder);
    proxy = Tinyproxy.start(folder, "");
  }

  @AfterAll
  static void stop() {
    recorder.close();
    proxy.close();
  }

  /**
   * One command line.
   *
   * @param deed what the server is to do
   * @param options of both; {folder} and {proxy} are put in
   * @param lines typed once the connection is open
   */
  record Row(String name, String deed, String options, List<String> lines) {
    static Row of(String name, String deed, String options, String... lines) {
      return new Row(name, deed, options, Arrays.asList(lines));
    }

    boolean isSecure() {
      return name.startsWith("tls");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        Row.of("text", "echo", OPEN),
        Row.of("several", "echo", "-w 1 -x one -x 'two words' -x {\"a\":1}"),
        Row.of("greeted", "greet/3", "-w 1 -x hi"),
        Row.of("headers", "echo", OPEN + " -H 'X-Room: 7' -H X-Bare:x:y"),
        Row.of("login", "echo", OPEN + " --auth ann:se:cret"),
        Row.of("subprotocols", "echo", OPEN + " -s chat.v2 -s chat.v1"),
        Row.of("origin", "echo", OPEN + " -o https://example.org"),
        Row.of("long-origin", "echo", OPEN + " --origin https://example.org"),
        Row.of("host", "echo", OPEN + " --host other.example"),
        Row.of("old", "echo", OPEN + " -p 8 -o https://example.org"),
        Row.of("pings", "ping/are-you-there", OPEN + " -P"),
        Row.of("typed", "echo", "", "hello", "/not a command", "  blanks  "),
        Row.of(
            "slash", "echo", "--slash", "/ping one", "/pong two", "three", "/close 4001 bye now"),
        Row.of("slash-bare", "echo", "--slash", "/ping", "/close 4000"),
        Row.of("slash-executed", "echo", "-w 1 --slash -x '/ping one' -x /close"),
        Row.of("empty", "echo", "", "", "after an empty line"),
        Row.of("closed", "later/4002/gone", "-w 5 -x hi"),
        Row.of("held", "after/3/4002/gone", "-w -1 -x hi"),
        Row.of("redirected", "redirect/2", OPEN + " -L"),
        Row.of("redirected-once", "redirect/1", OPEN + " -L --max-redirects 1"),
        Row.of("proxied", "echo", OPEN + " --proxy http://{proxy}"),
        Row.of("tls-unchecked", "echo", OPEN + " -n"),
        Row.of("tls-no-check", "echo", OPEN + " --no-check"),
        Row.of("tls-ca", "echo", OPEN + " --ca {folder}/ca.pem"),
        Row.of(
            "tls-client",
            "echo",
            OPEN + " --ca {folder}/ca.pem --cert {folder}/client.pem --key {folder}/client.key"),
        Row.of(
            "tls-passphrase",
            "echo",
            OPEN
                + " --ca {folder}/ca.pem --cert {folder}/client.pem --key {folder}/locked.key"
                + " --passphrase geheim"));
  }

  /** What a row's line means where nothing is piped in. */
  private static List<String> words(Row row, String run) {
    String options =
        row.options().replace("{folder}", folder.toString()).replace("{proxy}", proxy.address());
    List<String> words = new ArrayList<>(List.of("-c", url(row, run)));
    words.addAll(OptionRow.words(options));
    return words;
  }

  private static String url(Row row, String run) {
    return row.isSecure() ? recorder.secureUrl(row.deed(), run) : recorder.url(row.deed(), run);
  }

  private static Invocation wscat(List<String> words) {
    return Invocation.command(
            List.of(
                "node", PEERS.resolve("node_modules/wscat/bin/wscat").toAbsolutePath().toString()))
        .and(words.toArray(String[]::new));
  }

  private static Invocation ours(List<String> words) {
    return Invocation.logtail("debug").and(words.toArray(String[]::new));
  }

  @Test
  void bothAreTheSameToTheServer() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      SoftAssertions all = new SoftAssertions();
      for (Future<?> row : pool.invokeAll(rows().map(WscatParityIT::comparison).toList())) {
        all.assertThatCode(row::get).doesNotThrowAnyException();
      }
      all.assertAll();
    } finally {
      pool.shutdownNow();
    }
  }

  private static Callable<Row> comparison(Row row) {
    return () -> {
      compare(row);
      return row;
    };
  }

  private static void compare(Row row) {
    String theirs = row.name() + "-wscat";
    String mine = row.name() + "-ours";
    try (ProgramRun first = wscat(words(row, theirs)).start();
        ProgramRun second = ours(words(row, mine)).start()) {
      type(first, theirs, row.lines());
      type(second, mine, row.lines());

      assertThat(seen(recorder.awaitClosed(mine), WscatParityIT::known))
          .as("%s", row)
          .isEqualTo(seen(recorder.awaitClosed(theirs), UnaryOperator.identity()));
      assertThat(shown(second.awaitExit())).as("%s", row).isEqualTo(messages(first.awaitExit()));
    }
  }

  private static void type(ProgramRun run, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      recorder.awaitOpened(name);
      lines.forEach(run::tell);
      if (lines.stream().noneMatch(line -> line.startsWith("/close"))) {
        run.awaitLines(lines.size());
        run.closeInput();
      }
    }
  }

  /** In a pipe wscat prints its prompts too, and pings among the messages; ours neither. */
  private static List<String> messages(Outcome wscat) {
    return wscat.out().stream()
        .filter(line -> !line.startsWith("Received p"))
        .map(line -> line.replaceFirst("^(> )+", ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Empty messages are not told apart from wscat's own empty lines. */
  private static List<String> shown(Outcome ours) {
    return ours.out().stream().filter(line -> !line.isEmpty()).toList();
  }

  /**
   * What differs, and why that is as it should be. Two things that no server sees: with {@code -w
   * -1} ours goes on sending what is typed, and outlives its input; at a prompt an empty line sends
   * nothing, since Enter is hit to tell one's place (in a pipe it is an empty message for both).
   */
  private static String known(String line) {
    return line
        // A close without a code says nothing: ours says 1000, normal.
        .replace("close 1000 ", "close 1005 ")
        // A ping without a text carries a number, by which its pong is known.
        .replaceFirst("frame ping logtail-\\d+", "frame ping ");
  }

  /** A server's ping and what is sent to it may meet on the way; else the order counts. */
  private static Comparator<String> whatCrosses(Conversation conversation) {
    return conversation.path().startsWith("/ping/")
        ? Comparator.naturalOrder()
        : Comparator.comparing(frame -> 0);
  }

  /** All that the server noticed, a line each, but for what is another one each time. */
  private static List<String> seen(Conversation conversation, UnaryOperator<String> known) {
    List<String> seen = new ArrayList<>();
    seen.add("path " + conversation.path());
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(conversation.headers());
    headers.remove("Sec-WebSocket-Key");
    headers.forEach((name, values) -> seen.add(name.toLowerCase() + ": " + header(name, values)));
    seen.add("subprotocol " + conversation.subprotocol());
    seen.add("certificate " + conversation.certificate());
    conversation.frames().stream()
        .sorted(whatCrosses(conversation))
        .forEach(frame -> seen.add("frame " + frame));
    seen.add("close " + conversation.code() + " " + conversation.reason());
    return seen.stream().map(known).toList();
  }

  /** Of the extension only its name: which windows are offered is each one's own business. */
  private static String header(String name, List<String> values) {
    String all = String.join(", ", values);
    return name.equalsIgnoreCase("Sec-WebSocket-Extensions") ? all.replaceFirst(";.*", "") : all;
  }

  @Test
  void aUrlMayStandAloneAndWithoutItsScheme() {
    String bare = recorder.url("greet/1", "alone").replaceFirst("ws://", "");

    assertThat(ours(List.of(bare, "-x", "hi", "-w", "0")).run().expectCode(0).out())
        .isEqualTo(wscat(List.of("-c", bare + "-w", "-x", "hi", "-w", "1")).run().out());
  }

  /** wscat serves one client and hangs up on others; ours serves all, which ListenIT tests. */
  @Test
  void theOnlyClientOfBothAsServersSeesTheSame() throws IOException {
    List<String> heard = new ArrayList<>();
    for (String program : List.of("wscat", "ours")) {
      int port = freePort();
      List<String> words = List.of("-l", Integer.toString(port));
      try (ProgramRun server = (program.equals("wscat") ? wscat(words) : ours(words)).start()) {
        heard.add(heardFrom(server, port));
      }
    }
    assertThat(heard.get(1)).isEqualTo(heard.get(0)).contains("answer");
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  /** In a pipe wscat does not say that it listens. */
  private static boolean isOpen(int port) {
    try (Socket tried = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return tried.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks it once it listens, has it answer, and tells what came. */
  private static String heardFrom(ProgramRun server, int port) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isOpen(port));
    try (ProgramRun client =
        Invocation.command(
                List.of(
                    "node",
                    PeerFarm.script("client.mjs").toString(),
                    PEERS.resolve("node_modules").toAbsolutePath().toString(),
                    "ws://127.0.0.1:" + port))
            .start()) {
      client.awaitLines(1).tell("send 0 question");
      server.awaitOut("the question", text -> text.contains("question"));
      List.of("answer", "", "  blanks ", "{\"a\": 1}").forEach(server::tell);
      return client.awaitLines(5).out().subList(1, 5).toString();
    }
  }

  @Test
  void tooManyRedirectsAreAFailureForBoth() {
    Row row = Row.of("endless", "redirect/3", "-x hi -w 1 -L --max-redirects 2");

    assertThat(wscat(words(row, "endless-wscat")).run().code()).isNotZero();
    ours(words(row, "endless-ours")).run().expectCode(7);
    assertThat(recorder.closed("endless-wscat")).isEmpty();
    assertThat(recorder.closed("endless-ours")).isEmpty();
  }

  @Test
  void aStrangersCertificateIsRefusedByBoth() {
    Row row = Row.of("tls-stranger", "echo", "-x hi -w 1");

    assertThat(wscat(words(row, "stranger-wscat")).run().code()).isNotZero();
    ours(words(row, "stranger-ours")).run().expectCode(5);
  }

  @Test
  void whatIsPipedInBeforeTheConnectionIsUpIsSent() {
    Invocation ours =
        Invocation.bash(
            "printf 'one\\ntwo\\n' | $LOGTAIL debug "
                + quoted(recorder.url("echo", "piped-ours"))
                + " --count 2");
    Invocation theirs =
        Invocation.bash(
            "printf 'one\\ntwo\\n' | node "
                + PEERS.resolve("node_modules/wscat/bin/wscat").toAbsolutePath()
                + " -c "
                + quoted(recorder.url("echo", "piped-wscat")));

    assertThat(ours.run().expectCode(0).out()).containsExactly("one", "two");
    assertThat(theirs.run().out()).isEmpty();
  }

  private static String quoted(String url) {
    return "'" + url + "'";
  }

  @Test
  void theExitStatusTellsHowItEnded() {
    Map<String, Integer> statuses = new TreeMap<>();
    statuses.put("close/1000/", 0);
    statuses.put("bare", 0);
    statuses.put("close/1008/no", 4);
    statuses.put("close/1011/broken", 6);
    statuses.put("close/1003/", 7);
    statuses.put("cut", 6);
    statuses.put("end", 6);
    Map<String, ProgramRun> runs = new TreeMap<>();
    statuses
        .keySet()
        .forEach(
            deed ->
                runs.put(
                    deed,
                    ours(List.of(recorder.url(deed, "status"), "-w", "-1", "-x", "hi")).start()));
    Map<String, Integer> found = new TreeMap<>();
    runs.forEach((deed, run) -> found.put(deed, run.awaitExit().code()));

    assertThat(found).isEqualTo(statuses);
    assertThat(wscat(List.of("-c", recorder.url("close/1011/broken", "status-wscat"))).run().code())
        .as("wscat's")
        .isZero();
  }

  @Test
  void aRefusalIsToldWithItsStatusAndItsBody() {
    String url = recorder.url("refuse/403/Try%20later", "refused");
    Outcome ours = ours(List.of(url, "-x", "hi")).run().expectCode(4);
    Outcome theirs = wscat(List.of("-c", url)).run();

    assertThat(ours.errText()).contains("403").contains("Try later");
    assertThat(theirs.errText()).contains("403").doesNotContain("Try later");
  }

  @Test
  void whoClosedAndWhyIsTold() {
    Outcome outcome =
        ours(List.of(recorder.url("close/4009/enough%20now", "who"), "-v", "-w", "-1", "-x", "x"))
            .run();

    assertThat(outcome.errText())
        .contains("closed by the server")
        .contains("4009")
        .contains("enough now");
  }
}
