package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What check says of servers as they are in the field, and how it ends. */
class CheckIT {
  private static final String TOKEN = "jwt-5a4b3c2d1e0f";
  private static final String PASSWORD = "pw-0f1e2d3c4b5a";

  @TempDir private static Path folder;
  private static PeerFarm farm;

  @BeforeAll
  static void start() throws IOException {
    Certificates.in(folder);
    Files.writeString(folder.resolve("htpasswd"), "bob:{PLAIN}" + PASSWORD + "\n");
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    farm = farm(Kind.PYTHON);
  }

  @AfterAll
  static void stop() {
    farm.close();
  }

  private static PeerFarm farm(Kind kind, String... more) {
    String[] usual = {"--workers", "2", "--prefill", "30", "--rate", "5", "--max-clients", "99"};
    return PeerFarm.start(
        kind, Stream.of(usual, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static Invocation check(String... words) {
    return logtail("check", "--api", farm.api()).and(words);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aHealthyFarmIsOkAtEachStep(Kind kind) {
    try (PeerFarm healthy = farm(kind)) {
      Outcome outcome = logtail("check", healthy.api()).run().expectCode(0);

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out())
          .contains("API ok; 2 targets: 2 ok")
          .noneMatch(line -> line.startsWith("  warn") || line.startsWith("  FAIL"));
      for (String step :
          List.of(
              "name",
              "tcp",
              "api",
              "listing",
              "address",
              "handshake",
              "extensions",
              "replay",
              "first record",
              "levels",
              "clock",
              "ping",
              "clients")) {
        assertThat(outcome.out()).as(step).anyMatch(line -> line.startsWith("  ok    " + step));
      }
      assertThat(outcome.out()).anyMatch(line -> line.startsWith(DRAGON + "  ws://127.0.0.1:"));
    }
  }

  @Test
  void quietTellsOnlyWhatIsWrong() {
    assertThat(check("-q").run().expectCode(0).out()).containsExactly("API ok; 2 targets: 2 ok");
    assertThat(check("-q", "600132", "nobody").run().expectCode(3).out())
        .containsExactly(
            "nobody",
            "  FAIL  listing       no worker fits 'nobody'",
            "                      → see 'logtail list' for the 2 there are",
            "",
            "API ok; 2 targets: 1 ok, 1 failed");
  }

  @Test
  void jsonIsOneObjectForScripts() {
    Outcome outcome =
        Invocation.bash(
                "$LOGTAIL check -o json --api "
                    + farm.api()
                    + " | jq -r '.verdict, .api.verdict, (.targets[] | .target, .url,"
                    + " (.steps[] | select(.step == \"handshake\").verdict))'")
            .run()
            .expectCode(0);

    assertThat(outcome.out())
        .containsExactly(
            "ok", "ok", DRAGON, farm.streamUrl(DRAGON), "ok", TURTLE, farm.streamUrl(TURTLE), "ok");
  }

  @Test
  void aStreamsOwnUrlIsCheckedWithoutAnyApi() {
    JsonNode report =
        Lines.json(
            logtail("check", farm.streamUrl(DRAGON), "-o", "json", "--api", "http://127.0.0.1:1")
                .run()
                .expectCode(0)
                .outText());

    assertThat(report.get("api").isNull()).isTrue();
    assertThat(report.get("targets")).hasSize(1);
    assertThat(report.get("targets").get(0).get("target").asText())
        .isEqualTo(farm.streamUrl(DRAGON));
  }

  @Test
  void onlyWarningsEndWithNine() {
    try (PeerFarm own = farm(Kind.PYTHON)) {
      own.tell("kill", DRAGON);
      Outcome outcome = logtail("check", own.api()).run().expectCode(9);

      assertThat(outcome.outText()).contains("  warn  listing       dead (alive=false)");
      assertThat(outcome.out()).contains("API ok; 2 targets: 1 ok, 1 with warnings");
    }
  }

  /** A server that never says anything costs the timeout, and little more. */
  @Test
  void whatHangsFailsInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String there = "127.0.0.1:" + silent.getLocalPort();
      Outcome api = logtail("check", "http://" + there, "--timeout", "2s").run().expectCode(6);
      Outcome stream = logtail("check", "ws://" + there, "--timeout", "2s").run().expectCode(6);

      assertThat(api.outText())
          .contains("  FAIL  api           ", "takes the request, and has not answered it in ");
      assertThat(stream.outText()).contains("  FAIL  handshake");
      assertThat(List.of(api.took(), stream.took()))
          .allMatch(took -> took.compareTo(Duration.ofSeconds(8)) < 0);
    }
  }

  @Test
  void behindNginxWithTlsTokenAndUser() {
    int port = ForegroundServer.freePort();
    try (PeerFarm own =
            farm(
                Kind.PYTHON,
                "--token",
                TOKEN,
                "--stream-url",
                "wss://127.0.0.1:" + port + "/ws/{port}");
        Nginx nginx = Nginx.start(folder, port, server(own.api()))) {
      Invocation open =
          logtail("check", "https://127.0.0.1:" + port)
              .and("--token-file", folder.resolve("token").toString());
      Invocation trusting = open.and("--cacert", folder.resolve("ca.pem").toString());

      Outcome good = trusting.and("-u", "bob:" + PASSWORD, "-v").run().expectCode(0);
      assertThat(good.outText())
          .containsPattern(
              "  ok    tls           TLSv1\\.\\d, certificate of CN=good valid until 2060-01-01")
          .contains("certificate: CN=good, by CN=ca, 2020-01-01 to 2060-01-01", "server: nginx")
          .contains("API ok; 2 targets: 2 ok")
          .doesNotContain(PASSWORD, TOKEN);

      Outcome noUser = trusting.and("-q").run().expectCode(4);
      assertThat(noUser.outText()).contains("  FAIL  handshake", "401");

      Outcome stranger = open.and("-v").run().expectCode(5);
      assertThat(stranger.outText())
          .contains("  FAIL  tls           the certificate's issuer 'CN=ca' is not known here")
          .contains("→ if you trust it, give its authority with --cacert FILE")
          .contains("certificate: CN=good, by CN=ca, 2020-01-01 to 2060-01-01")
          .contains("API failed; no target was looked into");

      Outcome nobody =
          logtail("check", "https://127.0.0.1:" + port)
              .and("--cacert", folder.resolve("ca.pem").toString())
              .run()
              .expectCode(4);
      assertThat(nobody.outText())
          .contains("  FAIL  api           who asks is not known (401: Could not validate")
          .contains("→ give a token with --token-file or LOGTAIL_TOKEN");

      Outcome plain = logtail("check", "http://127.0.0.1:" + port).run().expectCode(5);
      assertThat(plain.outText()).contains("speaks TLS", "→ use https://127.0.0.1");
      assertThat(nginx.accessLog()).contains("GET /api/workers", "GET /ws/");
    }
  }

  private static String server(String api) {
    return """
        ssl_certificate good.pem;
        ssl_certificate_key good.key;
        location / { proxy_pass %s; }
        location ~ ^/ws/(\\d+)$ {
          auth_basic "streams"; auth_basic_user_file htpasswd;
          proxy_pass http://127.0.0.1:$1/;
          proxy_http_version 1.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
          proxy_set_header Authorization "";
        }
        """
        .formatted(api);
  }

  @Test
  void throughTinyproxy() {
    try (Tinyproxy proxy = Tinyproxy.start(folder, "")) {
      Outcome outcome = check("--proxy", proxy.address()).run().expectCode(0);
      assertThat(outcome.outText())
          .contains("  ok    proxy         the way leads through the proxy " + proxy.address())
          .contains("API ok; 2 targets: 2 ok");
      assertThat(proxy.requests()).anyMatch(line -> line.startsWith("GET " + farm.api()));
      Outcome nobody =
          logtail("check", "http://127.0.0.1:1", "--proxy", proxy.address()).run().expectCode(6);
      assertThat(nobody.outText())
          .contains("  FAIL  proxy         a proxy in between answered 500");
    }
    try (Tinyproxy proxy = Tinyproxy.start(folder, "BasicAuth bob " + PASSWORD)) {
      Outcome outcome = check("--proxy", proxy.address()).run().expectCode(4);
      assertThat(outcome.outText())
          .contains("the proxy " + proxy.address() + " wants a user (407)");
    }
  }

  @Test
  void wrongWordsAreToldBeforeAnythingIsAsked() {
    Map.of(
            "check http://a http://b", "one API is checked at a time",
            "check http://a --api http://b", "one API is checked at a time",
            "check -v -q", "--verbose and --quiet exclude each other",
            "check --timeout 5ms", "--timeout takes 100ms or more",
            "check --max-workers 0", "--max-workers takes 1 or more, not 0",
            "check ws://a:b@c", "leave the user out of the URL")
        .forEach(
            (line, words) -> {
              Outcome outcome = logtail(line.split(" ")).run().expectCode(2);
              assertThat(outcome.onlyErrorLine()).contains(words);
              assertThat(outcome.out()).isEmpty();
            });
  }

  @Test
  void aReaderThatLeavesIsNoFailure() {
    Outcome outcome =
        Invocation.bash("$LOGTAIL check --api " + farm.api() + " | true; echo \"${PIPESTATUS[0]}\"")
            .run();

    assertThat(outcome.out()).containsExactly("141");
    assertThat(outcome.err()).isEmpty();
  }
}
