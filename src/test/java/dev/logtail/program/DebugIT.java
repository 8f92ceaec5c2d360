package dev.logtail.program;

import static dev.logtail.program.Invocation.bash;
import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Certificates;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code logtail debug} against other people's servers: how it gets in, and how it ends. */
class DebugIT {
  private static WirePeer odd;
  private static WirePeer node;

  @BeforeAll
  static void start() {
    odd = WirePeer.odd();
    node = WirePeer.echo();
  }

  @AfterAll
  static void stop() {
    odd.close();
    node.close();
  }

  private static Outcome run(String... arguments) {
    return bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null")
        .and("-")
        .and(arguments)
        .run()
        .expectNoStackTrace();
  }

  /** Codes as a Python server sends them, and as a Node server does. */
  @ParameterizedTest
  @CsvSource({
    "1000, 0", "1001, 0", "1008, 4", "1011, 6", "1012, 6", "1013, 6", "1002, 7", "1009, 7",
    "4001, 6"
  })
  void endsAsTheCloseCodeSays(int code, int status) {
    Outcome python = run(odd.url("/close/" + code + "/for%20a%20reason"));
    Outcome other = run(node.url(""), "-x", "close " + code + " for a reason");

    python.expectCode(status);
    other.expectCode(status);
    if (status > 0) {
      assertThat(python.onlyErrorLine()).contains(Integer.toString(code), "for a reason");
      assertThat(other.onlyErrorLine()).contains(Integer.toString(code), "for a reason");
    }
  }

  @Test
  void endsAsTheConnectionDoes() {
    assertThat(run(odd.url("/abort")).expectCode(6).errText()).contains("without a close");
    assertThat(run("ws://127.0.0.1:1").expectCode(6).onlyErrorLine()).contains("refused");
    run("ws://no-such-host.invalid").expectCode(6).onlyErrorLine();
    run(odd.url("/echo"), "-x", "x".repeat(9000), "--max-frame", "4k").expectCode(7);
    run(odd.url("/deaf"), "-w", "-1", "--ping-interval", "200ms").expectCode(6);
    run(odd.url("/slow/20"), "--connect-timeout", "300ms").expectCode(6);
  }

  @Test
  void tellsARefusalWholeAndHints() {
    Outcome outcome = run(odd.url("/refuse/403")).expectCode(4);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errText())
        .contains(
            "HTTP 403 Forbidden", "X-Why: house rules", "| no entry", "| for you", "--origin");

    run(odd.url("/refuse/401")).expectCode(4);
    run(odd.url("/refuse/404")).expectCode(3);
    run(odd.url("/refuse/200")).expectCode(7);
    run(odd.url("/refuse/503")).expectCode(6);
  }

  @Test
  void asksForWhatARefusalDoesNotSay(@TempDir Path folder) {
    assertThat(run(odd.url("/mute-refuse/403")).expectCode(4).errText())
        .contains("a plain GET answers:", "what a browser is told");
    try (Tinyproxy proxy = Tinyproxy.start(folder, "")) {
      String url = odd.url("/mute-refuse/404");
      assertThat(run(url, "--proxy", "http://" + proxy.address()).expectCode(3).errText())
          .contains("a plain GET answers:", "what a browser is told");
      assertThat(proxy.requests())
          .anyMatch(line -> line.startsWith("CONNECT 127.0.0.1:" + odd.port()))
          .anyMatch(line -> line.startsWith("GET " + url.replace("ws:", "http:") + " "));
    }
    assertThat(run(odd.url("/refuse/403")).expectCode(4).errText())
        .as("a refusal that says why is not asked again")
        .doesNotContain("plain GET");
  }

  /** As for wscat: the wait begins when all is sent, whatever comes meanwhile, and -1 is no end. */
  @Test
  void waitsAsWscatDoes() {
    List<ProgramRun> runs = new ArrayList<>();
    try {
      for (Invocation program : List.of(logtail("debug"), wscat())) {
        runs.add(program.and("-c", odd.url("/tick"), "-x", "hi", "-w", "1").start());
        runs.add(program.and("-c", odd.url("/late/3/bye"), "-x", "hi", "-w", "-1").start());
      }
      for (int i = 0; i < runs.size(); i += 2) {
        Outcome ticking = runs.get(i).awaitExit().expectCode(0);
        assertThat(ticking.out()).as("it never is silent").contains("tick");
        assertThat(runs.get(i + 1).awaitExit().expectCode(0).out()).containsExactly("late");
      }
    } finally {
      runs.forEach(ProgramRun::close);
    }
  }

  private static Invocation wscat() {
    return Invocation.command(
        List.of(
            "node",
            Path.of(System.getProperty("logtail.peers"))
                .resolve("node_modules/wscat/bin/wscat")
                .toAbsolutePath()
                .toString()));
  }

  @Test
  void followsRedirectsOnlyWhenAskedAndNotForEver() {
    assertThat(run(odd.url("/redirect/2")).expectCode(7).errText()).contains("-L follows");
    Outcome there = run(odd.url("/redirect/2"), "-L", "--count", "1").expectCode(0);
    assertThat(there.outText()).contains("\"path\": \"/headers\"");
    assertThat(run(odd.url("/redirect/3"), "-L", "--max-redirects", "2").expectCode(7).errText())
        .contains("--max-redirects: 2");
  }

  /** A redirect takes no password, token, header or name along to another origin. */
  @Test
  void credentialsStayWithTheOriginOfTheUrl() {
    try (WirePeer other = WirePeer.odd()) {
      String away = odd.url("/redirect-to?http://127.0.0.1:" + other.port() + "/headers");
      String[] secrets = {
        "--auth", "ann:geheim-pw", "-H", "X-Secret-Thing: geheim-header", "--host", "vhost.example"
      };
      Outcome stayed =
          bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null")
              .and("-", odd.url("/headers"), "--count", "1", "-v")
              .and(secrets)
              .run()
              .expectCode(0);
      Outcome left =
          bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null")
              .and("-", away, "-L", "--count", "1", "-v")
              .and(secrets)
              .run()
              .expectCode(0);

      assertThat(stayed.outText()).contains("geheim-header", "Basic ", "vhost.example");
      assertThat(left.outText())
          .contains("\"path\": \"/headers\"")
          .doesNotContain("geheim", "Basic ", "vhost.example");
      assertThat(stayed.errText() + left.errText())
          .contains("****")
          .doesNotContain("geheim-pw", "geheim-header", "YW5uOmdlaGVpbS1wdw");
    }
  }

  /** What is meant for the API's host is no other host's business. */
  @Test
  void aTokenOfTheEnvironmentIsForTheApisHostOnly() {
    String[] words = {"-", "--count", "1"};
    Invocation ours =
        bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null")
            .with("LOGTAIL_TOKEN", "geheimes-token")
            .with("LOGTAIL_API", "http://127.0.0.1:5000")
            .and(words)
            .and(odd.url("/headers"));
    Invocation theirs = ours.with("LOGTAIL_API", "https://trade.example");

    assertThat(ours.run().expectCode(0).outText()).contains("Bearer geheimes-token");
    assertThat(theirs.run().expectCode(0).outText()).doesNotContain("Bearer", "geheimes-token");
  }

  @Test
  void asksAsItIsTold() {
    Outcome outcome =
        run(
            "-c",
            odd.url("/headers").replace("ws://", ""),
            "-s",
            "chat.v1",
            "-s",
            "chat.v2",
            "-o",
            "http://page.example",
            "--host",
            "other.example:99",
            "-H",
            "X-Room:7",
            "--count",
            "1",
            "-v");
    assertThat(outcome.expectCode(0).outText())
        .contains(
            "\"host\": \"other.example:99\"",
            "\"origin\": \"http://page.example\"",
            "\"x-room\": \"7\"",
            "\"sec-websocket-version\": \"13\"");
    assertThat(outcome.errText()).contains("open, subprotocol chat.v");
  }

  @Test
  void speaksTheOldVersionToo() {
    assertThat(run(odd.url("/echo"), "-p", "8").expectCode(7).errText())
        .contains("Sec-WebSocket-Version header: 8");
    assertThat(run(node.url(""), "-p", "8", "-x", "old", "-w", "0.3").expectCode(0).out())
        .containsExactly("old");
  }

  @Test
  void takesAUrlAsPeopleTypeIt() {
    String bare = "127.0.0.1:" + odd.port() + "/headers";
    assertThat(run(bare, "--count", "1").expectCode(0).err()).isEmpty();
    assertThat(run("http://" + bare, "--count", "1").expectCode(0).errText())
        .contains("taken as ws://");
    assertThat(run("ws://ann:geheim-pw@" + bare, "--count", "1").expectCode(0).outText())
        .contains("Basic ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                 | which WebSocket?
          ftp://x                            | only ws:// and wss://
          ws://x -c ws://y                   | one URL is enough
          ws://x -p 12                       | --protocol takes 13 or 8
          ws://x -H Host:y                   | give it with --host
          ws://x --timeout 5s                | --timeout needs --expect or --count
          ws://x --count 0                   | --count takes 1 or more
          ws://x --expect (                  | --expect:
          ws://x -s a,b                      | --subprotocol
          ws://x --json --timestamps         | leave one out
          ws://x --auth a:b -u c:d           | --auth is --user
          ws://x --ca a --cacert b           | --ca is --cacert
          ws://x --passphrase p              | --passphrase needs --key
          ws://x --ping-interval 1ms         | --ping-interval takes 100ms or more
          ws://x --wiat 3                    | did you mean --wait?
          """)
  void saysWhatIsWrongWithTheCommandLine(String words, String mistake) {
    Outcome outcome =
        logtail("debug").and(words.isEmpty() ? new String[0] : words.split(" +")).run();
    assertThat(outcome.expectCode(2).errText()).contains(mistake);
  }

  @Test
  void believesCertificatesAsItIsTold(@TempDir Path folder) throws IOException {
    Certificates.in(folder);
    Path ca = folder.resolve("ca.pem");
    try (WirePeer tls =
        WirePeer.odd(
            "--cert", folder.resolve("good.pem").toString(),
            "--key", folder.resolve("good.key").toString())) {
      String url = tls.secureUrl("/bye");
      assertThat(run(url).expectCode(5).out()).isEmpty();
      run(url, "--ca", ca.toString()).expectCode(0);
      assertThat(run(url, "-n").expectCode(0).errText()).contains("--insecure");
      assertThat(run(url, "-v", "--ca", ca.toString()).errText())
          .contains("TLSv1.3", "certificate of ", "valid until");
      assertThat(run(tls.url("/bye")).code()).isIn(6, 7);
    }
  }

  @Test
  void showsItsOwnCertificateWithAnEncryptedKey(@TempDir Path folder) throws IOException {
    Certificates made = Certificates.in(folder);
    Path locked = folder.resolve("locked.key");
    made.openssl(
        "pkcs8 -topk8 -v2 aes-256-cbc -passout pass:Sesam-1 -in client.key -out locked.key");
    assertThat(Files.readString(locked)).contains("ENCRYPTED");
    try (WirePeer tls =
        WirePeer.odd(
            "--cert", folder.resolve("good.pem").toString(),
            "--key", folder.resolve("good.key").toString(),
            "--client-ca", folder.resolve("ca.pem").toString())) {
      String[] known = {
        tls.secureUrl("/bye"),
        "--ca",
        folder.resolve("ca.pem").toString(),
        "--cert",
        folder.resolve("client.pem").toString(),
        "--key",
        locked.toString()
      };
      Outcome right =
          bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null")
              .and("-")
              .and(known)
              .and("--passphrase", "Sesam-1")
              .run();
      Outcome wrong =
          bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null")
              .and("-")
              .and(known)
              .and("--passphrase", "falsch")
              .run();
      Outcome none = bash("exec \"$LOGTAIL\" debug \"$@\" </dev/null").and("-").and(known).run();

      assertThat(right.expectCode(0).out()).containsExactly("bye");
      assertThat(right.errText()).doesNotContain("Sesam");
      assertThat(wrong.expectCode(2).errText()).doesNotContain("falsch");
      none.expectCode(2);
    }
  }

  /** Log servers of the field never read: they close when too much waits. */
  @Test
  void sendsNothingToALogStreamByAccident() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "5");
        ProgramRun run = logtail("debug", farm.streamUrl(PeerFarm.DRAGON), "-w", "0.3").start()) {
      run.awaitLines(5);
      for (int i = 0; i < 100; i++) {
        run.tell("line " + i);
      }
      run.closeInput();
      Outcome outcome = run.awaitExit().expectCode(0);

      assertThat(outcome.out()).hasSize(5);
      assertThat(outcome.err().get(0))
          .contains("not sent", "worker stream", "never read", "1011", "--send-anyway");
    }
  }

  @Test
  void connectsAgainAsOftenAsItMust() {
    Outcome outcome = run(odd.url("/bye"), "--reconnect", "--count", "2").expectCode(0);
    assertThat(outcome.out()).containsExactly("bye", "bye");
    assertThat(outcome.errText()).contains("connecting again in");
  }

  @Test
  void isInterruptedInGoodOrder() {
    try (ProgramRun run = logtail("debug", odd.url("/count/1"), "-v", "-w", "-1").start()) {
      run.awaitLines(1);
      run.send("INT");
      Outcome outcome = run.awaitExit(Duration.ofSeconds(5)).expectCode(130);
      assertThat(outcome.errText()).contains("closed by us: 1000");
    }
  }
}
