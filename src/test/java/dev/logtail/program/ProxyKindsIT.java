package dev.logtail.program;

import static dev.logtail.pipeline.proxy.FakeProxy.http;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.proxy.FakeProxy;
import dev.logtail.pipeline.proxy.FakeProxy.Script;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through real proxies of the other kinds: microsocks, and tinyproxy behind stunnel. */
class ProxyKindsIT {
  private static final String PASSWORD = "proxy-pw-9f8e7d";

  @TempDir private static Path folder;

  private static PeerFarm farm;
  private static Microsocks socks;
  private static Microsocks guarded;
  private static Tinyproxy tinyproxy;
  private static Stunnel tls;
  private static Nginx nginx;

  /** Proxies by name, with the user that they want. */
  private static Map<String, String> proxies;

  @BeforeAll
  static void start() throws IOException {
    Certificates.in(folder);
    farm =
        PeerFarm.start(
            Kind.PYTHON, "--workers", "2", "--prefill", "5", "--stream-url", "/ws/{port}");
    socks = Microsocks.start(folder, ForegroundServer.freePort());
    guarded = Microsocks.start(folder, ForegroundServer.freePort(), "bob", PASSWORD);
    tinyproxy = Tinyproxy.start(folder, "BasicAuth bob " + PASSWORD);
    tls = Stunnel.start(folder, tinyproxy.address(), "good");
    nginx = Nginx.start(folder, ForegroundServer.freePort(), server());
    String user = "bob:" + PASSWORD + "@";
    proxies =
        Map.of(
            "open", "socks5://" + socks.address(),
            "names", "socks5h://localhost:" + socks.port(),
            "guarded", "socks5://" + user + guarded.address(),
            "tls", "https://" + user + tls.address());
  }

  private static String server() {
    return """
        ssl_certificate good.pem;
        ssl_certificate_key good.key;
        if ($http_proxy_authorization) { return 418; }
        location /api/ { proxy_pass %s; }
        location ~ ^/ws/(\\d+)$ {
          proxy_pass http://127.0.0.1:$1/;
          proxy_http_version 1.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
        }
        """
        .formatted(farm.api());
  }

  @AfterAll
  static void stop() {
    List.of(nginx, tls, tinyproxy, guarded, socks, farm).forEach(ProxyKindsIT::close);
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Invocation trusting(String... words) {
    return logtail(words).and("--cacert", folder.resolve("ca.pem").toString());
  }

  private static String secureApi() {
    return "https://localhost:" + nginx.port();
  }

  /** TLS to the server goes through each of them, TLS inside of TLS among it. */
  @Test
  void apiAndStreamsGoThroughEach() {
    List<ProgramRun> runs = new ArrayList<>();
    for (String proxy : proxies.values()) {
      runs.add(trusting("export", "--api", secureApi(), "-O", "-", "--proxy", proxy).start());
    }
    for (ProgramRun run : runs) {
      Outcome exported = run.awaitExit().expectCode(0);
      Lines.expectSame(
          Lines.of(TURTLE, Lines.unmarked(Lines.json(exported.out()))), farm.truth().made(TURTLE));
      assertThat(exported.out()).hasSize(10);
      assertThat(exported.errText()).doesNotContain(PASSWORD);
    }
    assertThat(socks.led().stream().filter(ProxyKindsIT::isNginx).count())
        .isGreaterThanOrEqualTo(6);
    assertThat(guarded.led().stream().filter(ProxyKindsIT::isNginx).count())
        .isGreaterThanOrEqualTo(3);
    assertThat(tinyproxy.requests())
        .filteredOn(line -> line.startsWith("CONNECT localhost:" + nginx.port()))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(nginx.accessLog()).doesNotContain(" 418 ").contains(" 101 ");
  }

  private static boolean isNginx(String led) {
    return led.matches("(127\\.0\\.0\\.1|localhost):" + nginx.port());
  }

  /** Requests in the clear, with no more in them than the API may see. */
  @Test
  void plainHttpGoesThroughEach() {
    for (String proxy : proxies.values()) {
      Outcome listed =
          trusting("list", "-o", "name", "--api", secureApi().replace("https", "http"))
              .and("--proxy", proxy)
              .run();
      assertThat(listed.errText()).contains("speaks TLS there").doesNotContain(PASSWORD);
    }
    for (String proxy : proxies.values()) {
      String api = farm.api() + (proxy.startsWith("https") ? "" : "/");
      assertThat(
              trusting("list", "-o", "name", "--api", api, "--proxy", proxy)
                  .run()
                  .expectCode(0)
                  .out())
          .hasSize(2);
    }
  }

  /** What curl can reach we can, and nothing else. */
  @Test
  void curlIsTheModel() {
    String wrong = "bob:wrong@";
    String right = "bob:" + PASSWORD + "@";
    String untrusted = "https://" + right + tls.address();
    for (String proxy :
        List.of(
            "socks5://" + right + socks.address(),
            "socks5h://" + guarded.address(),
            "socks5h://" + wrong + guarded.address(),
            "socks5h://" + right + guarded.address(),
            "https://" + wrong + tls.address(),
            "https://" + tinyproxy.address(),
            "http://" + socks.address(),
            "socks5://127.0.0.1:1",
            untrusted)) {
      String authority = folder.resolve(proxy.equals(untrusted) ? "self.pem" : "ca.pem").toString();
      String url = farm.api() + "/api/workers";
      ProgramRun curl =
          Invocation.command(
                  List.of(
                      "curl",
                      "-sSf",
                      "-m",
                      "5",
                      "--proxy",
                      proxy,
                      "--noproxy",
                      "",
                      "--proxy-cacert",
                      authority,
                      url))
              .start();
      Outcome ours =
          logtail("list", "--api", farm.api(), "--cacert", authority)
              .with("ALL_PROXY", "http://127.0.0.1:1")
              .and("--proxy", proxy)
              .run();

      assertThat(ours.code() == 0)
          .as("%s; curl: %s", ours.err(), curl.awaitExit().err())
          .isEqualTo(curl.awaitExit().code() == 0);
      assertThat(ours.errText()).doesNotContain(PASSWORD, "wrong@");
    }
  }

  @Test
  void environmentAndConfigurationNameThem() throws IOException {
    String api = secureApi().replace("localhost", "0.0.0.0");
    for (String variable : List.of("https_proxy", "ALL_PROXY")) {
      int before = guarded.led().size();
      assertThat(
              trusting("list", "-o", "name", "--api", api, "--insecure")
                  .with(variable, proxies.get("guarded"))
                  .run()
                  .code())
          .isEqualTo(2);
      assertThat(
              logtail("list", "-o", "name", "--api", api, "--insecure")
                  .with(variable, proxies.get("guarded"))
                  .run()
                  .expectCode(0)
                  .out())
          .hasSize(2);
      assertThat(guarded.led()).hasSizeGreaterThan(before);
    }
    Path config = folder.resolve("config.yaml");
    for (Map.Entry<String, Integer> each :
        Map.of(proxies.get("names"), 0, "sock5://h:1", 2).entrySet()) {
      Files.writeString(config, "current: a\ncontexts: {a: {proxy: '" + each.getKey() + "'}}\n");
      Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
      Outcome checked =
          logtail("config", "check", "--config", config.toString())
              .run()
              .expectCode(each.getValue());
      Outcome listed =
          logtail("list", "--api", farm.api(), "--config", config.toString())
              .run()
              .expectCode(each.getValue());
      if (each.getValue() != 0) {
        assertThat(checked.outText() + checked.errText())
            .contains("'sock5' can't be used; did you mean socks5?");
        assertThat(listed.errText()).contains("did you mean socks5?");
      }
    }
  }

  @Test
  void checkTellsEachStep() {
    Outcome ofUser =
        trusting("check", secureApi(), "--proxy", proxies.get("guarded")).run().expectCode(0);
    for (String step :
        List.of(
            "ok    proxy         it speaks SOCKS5 and asks for name and password",
            "ok    proxy         it takes name and password",
            "ok    proxy         the way leads through the proxy socks5://" + guarded.address(),
            "API ok; 2 targets: 2 ok")) {
      assertThat(ofUser.outText()).contains(step);
    }
    Outcome ofTls =
        trusting("check", secureApi(), "--proxy", proxies.get("tls")).run().expectCode(0);
    assertThat(ofTls.outText())
        .contains("ok    proxy         TLS with the proxy: TLSv1.3, certificate of CN=good valid")
        .contains("ok    tls           TLSv1.2, certificate of CN=good valid until")
        .contains("the way leads through the proxy https://" + tls.address());
    Outcome open =
        trusting("check", secureApi(), "--proxy", proxies.get("open")).run().expectCode(0);
    assertThat(open.outText()).contains("it speaks SOCKS5 and lets in without a user");
    for (String url : List.of("http://127.0.0.1:1", "ws://127.0.0.1:1")) {
      Outcome nobody = logtail("check", url, "--proxy", proxies.get("open")).run().expectCode(6);
      assertThat(nobody.outText())
          .contains("FAIL  proxy         the proxy socks5://" + socks.address())
          .contains("was refused by 127.0.0.1:1 (SOCKS 5): nobody listens there")
          .contains("→ is the server running, and is that its port?");
    }
  }

  @Test
  void checkTellsOfCertificatesThatEnd() {
    for (String certificate : List.of("soon", "expired")) {
      try (Stunnel ending = Stunnel.start(folder, tinyproxy.address(), certificate)) {
        String proxy = "https://bob:" + PASSWORD + "@" + ending.address();
        for (String target : List.of(farm.api(), "wss://localhost:" + nginx.port() + "/ws/1")) {
          Outcome told = logtail("check", target, "--insecure", "--proxy", proxy).run();
          assertThat(told.outText())
              .contains(
                  certificate.equals("soon")
                      ? "but the certificate of CN=soon ends on "
                      : "but the certificate of CN=expired expired on 2021-01-01, let pass by")
              .containsPattern("warn  proxy +TLS with the proxy: TLSv1.3");
        }
      }
    }
  }

  @Test
  void debugLogFilesAndCompletionGoThroughThem() {
    String stream = farm.streamUrl(DRAGON);
    Outcome debug =
        trusting("debug", "-v", "wss://localhost:" + nginx.port() + path(stream), "--count", "1")
            .and("--proxy", proxies.get("tls"))
            .run()
            .expectCode(0);
    assertThat(debug.out()).hasSize(1);
    assertThat(debug.errText())
        .contains("the proxy https://" + tls.address(), "with the proxy TLSv1.3")
        .contains("the proxy leads to the server")
        .doesNotContain(PASSWORD);
    assertThat(
            trusting("history", "--api", secureApi(), DRAGON, "--proxy", proxies.get("names"))
                .run()
                .errText())
        .doesNotContain("proxy");
    int before = guarded.led().size();
    Invocation complete =
        trusting("__complete", "workers", "follow", "--api", secureApi())
            .and("--proxy", proxies.get("guarded"), "")
            .with("XDG_CACHE_HOME", folder.toString());
    await("keys").until(() -> complete.run().outText().contains(DRAGON));
    assertThat(guarded.led()).hasSizeGreaterThan(before);
  }

  private static String path(String url) {
    return url.replaceFirst("^wss?://[^/]*", "");
  }

  /** The proxy ends while records come, and is there again. */
  @Test
  void aProxyThatRestartsIsReconnectedThrough() {
    int port = ForegroundServer.freePort();
    String proxy = "socks5h://127.0.0.1:" + port;
    try (PeerFarm own = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "5");
        Microsocks first = Microsocks.start(folder, port);
        ProgramRun follow = Invocation.ndjson(own, "--proxy", proxy, "-n", "1", DRAGON).start()) {
      follow.awaitLines(1);
      first.end();
      follow.awaitErr("can't be reached");
      own.tellNow(DRAGON, "INFO", "while nobody led");
      try (Microsocks second = Microsocks.start(folder, port)) {
        follow.awaitOut("what came meanwhile", line -> line.contains("while nobody led"));
        follow.send("INT");
        follow.awaitExit().expectCode(130);
        assertThat(second.led()).isNotEmpty();
      }
    }
  }

  @Test
  void aHundredStreamsGoThroughOne() {
    try (PeerFarm large = PeerFarm.start(Kind.PYTHON, "--workers", "100", "--prefill", "2")) {
      Outcome exported =
          logtail("export", "--api", large.api(), "-O", "-", "--proxy", proxies.get("guarded"))
              .run()
              .expectCode(0);
      assertThat(exported.out()).hasSize(200);
      assertThat(exported.errText()).doesNotContain(PASSWORD);
    }
  }

  /** A proxy that hangs, by the words that tell where. */
  private static Map<String, Script> hanging() {
    Script nothing = (in, out) -> {};
    Script asks = nothing.then(4, 5, 2);
    return Map.of(
        "https:// does not answer TLS", nothing.andHangs(),
        "http:// no answer in time through the proxy", http("").andHangs(),
        "socks5:// does not answer the SOCKS5 greeting", nothing.andHangs(),
        "socks5:// does not answer to name and password", asks.andHangs(),
        "socks5h:// no answer in time through the proxy", asks.then(5, 1, 0).andHangs());
  }

  @Test
  void oneThatHangsIsWaitedForAsLongAsAsked() throws IOException {
    for (Map.Entry<String, Script> each : hanging().entrySet()) {
      String[] words = each.getKey().split(" ", 2);
      try (FakeProxy proxy = new FakeProxy(each.getValue())) {
        String url = words[0] + "b:p@127.0.0.1:" + proxy.port();
        try (ProgramRun stream =
                logtail("follow", "--lines", "--no-reconnect", "--connect-timeout", "1s")
                    .and("ws://203.0.113.1:9/x", "--proxy", url)
                    .start();
            ProgramRun check =
                logtail("check", "ws://203.0.113.1:9/x", "--timeout", "3s", "--proxy", url)
                    .start()) {
          assertThat(stream.awaitExit().expectCode(6).errText()).contains(words[1]);
          assertThat(check.awaitExit().expectCode(6).outText())
              .contains("FAIL  proxy", words[1])
              .doesNotContain("b:p@");
        }
      }
    }
  }

  @Test
  void ctrlCEndsTheWaitingForOneThatHangs() throws IOException, InterruptedException {
    for (Map.Entry<String, Script> each : hanging().entrySet()) {
      CountDownLatch asked = new CountDownLatch(2);
      Script script =
          (in, out) -> {
            asked.countDown();
            each.getValue().play(in, out);
          };
      try (FakeProxy proxy = new FakeProxy(script)) {
        String url = each.getKey().split(" ", 2)[0] + "b:p@127.0.0.1:" + proxy.port();
        try (ProgramRun stream =
                logtail("follow", "--lines", "ws://203.0.113.1:9/x", "--proxy", url).start();
            ProgramRun api =
                logtail("list", "--api", "https://203.0.113.1:9", "--proxy", url).start()) {
          assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
          stream.send("INT");
          api.send("INT");
          stream.awaitExit().expectCode(130);
          api.awaitExit().expectCode(130);
        }
      }
    }
  }
}
