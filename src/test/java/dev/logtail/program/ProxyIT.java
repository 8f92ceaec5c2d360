package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Certificates;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through a real tinyproxy, whose log says what it was asked for. */
class ProxyIT {
  private static final String TOKEN = "jwt-1f2e3d4c5b6a";
  private static final String PASSWORD = "proxy-pw-7a6b5c";

  @TempDir private static Path folder;

  private static PeerFarm farm;
  private Tinyproxy proxy;

  @BeforeAll
  static void startFarm() throws IOException {
    Certificates.in(folder);
    Files.writeString(folder.resolve("token"), TOKEN);
    farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "5");
  }

  @BeforeEach
  void startProxy() {
    proxy = Tinyproxy.start(folder, "");
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
  }

  @AfterAll
  static void stopFarm() {
    farm.close();
  }

  /** An address of this machine that does not say so. */
  private static String api() {
    return farm.api().replace("127.0.0.1", "0.0.0.0");
  }

  private static Invocation export(String api, String... more) {
    return logtail("export", "--api", api, "-O", "-").and(more);
  }

  @Test
  void apiAndStreamsGoThroughIt() {
    Outcome exported = export(farm.api(), "--proxy", proxy.address()).run().expectCode(0);

    Lines.expectSame(
        Lines.of(TURTLE, Lines.unmarked(Lines.json(exported.out()))), farm.truth().made(TURTLE));
    assertThat(exported.out()).hasSize(10);
    assertThat(proxy.requests())
        .anyMatch(line -> line.startsWith("GET " + farm.api() + "/api/workers"))
        .anyMatch(line -> line.startsWith("CONNECT " + hostOf(farm.streamUrl(DRAGON))))
        .anyMatch(line -> line.startsWith("CONNECT " + hostOf(farm.streamUrl(TURTLE))));
  }

  private static String hostOf(String url) {
    return url.replaceFirst("^.*://", "").replaceFirst("/.*$", "");
  }

  @ParameterizedTest
  @CsvSource({
    "http_proxy,true",
    "all_proxy,true",
    "ALL_PROXY,true",
    "HTTP_PROXY,false",
    "https_proxy,false"
  })
  void theEnvironmentNamesItByCurlsRules(String variable, boolean used) {
    Outcome listed =
        logtail("list", "-o", "name", "--api", api())
            .with(variable, "http://" + proxy.address() + "/")
            .run()
            .expectCode(0);

    assertThat(listed.out()).hasSize(2);
    assertThat(proxy.requests().isEmpty()).isEqualTo(!used);
  }

  @Test
  void aProxyOfTheEnvironmentIsLeftOutForThisMachineAndForExceptions() throws IOException {
    for (Invocation run :
        List.of(
            logtail("list", "--api", farm.api()),
            logtail("list", "--api", api()).with("NO_PROXY", "10.0.0.0/8,0.0.0.0"),
            logtail("list", "--api", api()).with("no_proxy", "*"),
            logtail("list", "--api", api(), "--no-proxy", "0.0.0.0/8"),
            logtail("list", "--api", api(), "--proxy", ""))) {
      run.with("http_proxy", "http://" + proxy.address()).run().expectCode(0);
    }
    assertThat(proxy.requests()).isEmpty();

    logtail("list", "--api", api(), "--no-proxy", "")
        .with("NO_PROXY", "*")
        .with("http_proxy", proxy.address())
        .run()
        .expectCode(0);
    assertThat(proxy.requests()).hasSize(1);
  }

  @Test
  void aContextNamesIt() throws IOException {
    Path config = folder.resolve("config.yaml");
    String user = "http://bob:" + PASSWORD + "@" + proxy.address();
    Files.writeString(config, "current: a\ncontexts: {a: {proxy: '" + user + "'}}\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    Invocation list =
        logtail("list", "--api", farm.api(), "--config", config.toString(), "-o", "name");
    assertThat(list.run().expectCode(2).onlyErrorLine()).contains("chmod 600");

    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    assertThat(list.run().expectCode(0).out()).hasSize(2);
    assertThat(proxy.requests()).hasSize(1);
  }

  /** TLS goes on to the server: the proxy sees where to, and nothing else. */
  @Test
  void tlsGoesThroughItsTunnel() {
    int port = ForegroundServer.freePort();
    try (PeerFarm guarded =
            PeerFarm.start(
                Kind.PYTHON,
                "--workers",
                "2",
                "--prefill",
                "5",
                "--token",
                TOKEN,
                "--stream-url",
                "/ws/{port}");
        Tinyproxy strict = Tinyproxy.start(folder, "BasicAuth bob " + PASSWORD);
        Nginx nginx = Nginx.start(folder, port, tls(guarded, "good"))) {
      String[] trusting = {
        "--cacert", folder.resolve("ca.pem").toString(),
        "--token-file", folder.resolve("token").toString()
      };
      String https = "https://127.0.0.1:" + port;
      String user = "http://bob:" + PASSWORD + "@" + strict.address();
      Outcome exported = export(https, trusting).and("--proxy", user).run().expectCode(0);

      assertThat(exported.out()).hasSize(10);
      assertThat(exported.errText()).contains("can be seen by everybody").doesNotContain(PASSWORD);
      assertThat(strict.requests())
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(line -> line.startsWith("CONNECT 127.0.0.1:" + port));
      assertThat(nginx.accessLog()).doesNotContain(" 418 ").contains(" 101 ");
      for (String command : List.of("list", "follow")) {
        assertThat(
                logtail(command, "--api", https, "--proxy", strict.address())
                    .and(trusting)
                    .run()
                    .expectCode(4)
                    .onlyErrorLine())
            .contains("the proxy " + strict.address() + " wants a user");
      }
    }
  }

  private static String tls(PeerFarm behind, String certificate) {
    return """
        ssl_certificate %1$s.pem;
        ssl_certificate_key %1$s.key;
        if ($http_proxy_authorization) { return 418; }
        location /api/ { proxy_pass %2$s; }
        location ~ ^/ws/(\\d+)$ {
          proxy_pass http://127.0.0.1:$1/;
          proxy_http_version 1.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
        }
        """
        .formatted(certificate, behind.api());
  }

  /** The certificate must be the server's, whoever leads there. */
  @Test
  void theServersCertificateIsCheckedBehindIt() {
    int port = ForegroundServer.freePort();
    try (Nginx nginx = Nginx.start(folder, port, tls(farm, "other"))) {
      for (String[] words :
          List.of(
              new String[] {"list", "--api", "https://127.0.0.1:" + port},
              new String[] {"follow", "--lines", "wss://127.0.0.1:" + port + "/ws/1"})) {
        Outcome refused =
            logtail(words)
                .and("--cacert", folder.resolve("ca.pem").toString(), "--proxy", proxy.address())
                .run()
                .expectCode(5);
        assertThat(refused.errText()).contains("the certificate is for other.example");
      }
      assertThat(nginx.accessLog()).isEmpty();
    }
  }

  private static Stream<Invocation> both(String proxy) {
    return Stream.of(
        logtail("list", "--api", "http://api.example:81", "--proxy", proxy),
        logtail("list", "--api", "https://api.example:81", "--proxy", proxy),
        logtail("follow", "--lines", "--no-reconnect", "ws://api.example:81/x", "--proxy", proxy));
  }

  @Test
  void whatFailsNamesTheProxy() {
    int nobody = ForegroundServer.freePort();
    both("127.0.0.1:" + nobody)
        .forEach(
            run ->
                assertThat(run.run().expectCode(6).errText())
                    .contains("the proxy 127.0.0.1:" + nobody + " can't be reached")
                    .contains("connection refused"));
    both("no-such-proxy.invalid:81")
        .forEach(
            run ->
                assertThat(run.run().expectCode(6).errText())
                    .contains("the proxy no-such-proxy.invalid:81 (DNS)"));
    both(proxy.address())
        .forEach(
            run ->
                assertThat(run.run().expectCode(6).errText())
                    .contains("the proxy " + proxy.address())
                    .containsPattern("can't reach api.example:81|failed with 500"));
    assertThat(
            logtail("list", "--api", "http://a.example", "--proxy", "sock5://127.0.0.1:1")
                .run()
                .expectCode(2)
                .onlyErrorLine())
        .contains("--proxy", "'sock5' can't be used; did you mean socks5?");
  }

  /** What a proxy is shown by https and wss, and what becomes of answers that are none. */
  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-OpenSSH_9.2,7,is no HTTP proxy",
    "HTTP/1.1 407 No,4,refuses its user",
    "HTTP/1.1 403 No,4,forbids to connect to api.example:82",
    "HTTP/1.1 504 No,6,can't reach api.example:82",
    "HTTP/1.1 302 No,7,does not lead to api.example:82",
    "'',7,is no HTTP proxy"
  })
  void itIsShownNothingButItsOwnUser(String answer, int code, String words) throws IOException {
    List<String> shown = Collections.synchronizedList(new ArrayList<>());
    try (ServerSocket fake = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(fake, answer, shown));
      serving.start();
      String url = "http://bob:" + PASSWORD + "@127.0.0.1:" + fake.getLocalPort();
      for (Invocation run :
          List.of(
              logtail("list", "--api", "https://api.example:82", "--proxy", url),
              logtail(
                  "follow", "--lines", "--no-reconnect", "wss://api.example:82", "--proxy", url),
              logtail(
                  "follow", "--lines", "--no-reconnect", "ws://api.example:82", "--proxy", url))) {
        Outcome outcome =
            run.and("--token-file", folder.resolve("token").toString()).run().expectCode(code);
        assertThat(outcome.errText()).contains(words).doesNotContain(PASSWORD, TOKEN);
      }
    }
    assertThat(shown)
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(head -> head.startsWith("CONNECT api.example:82 HTTP/1.1\r\n"))
        .allMatch(head -> head.contains("Proxy-Authorization: Basic "))
        .noneMatch(head -> head.contains(TOKEN) || head.contains("\nAuthorization"));
  }

  private static void serve(ServerSocket fake, String answer, List<String> shown) {
    while (!fake.isClosed()) {
      try (Socket client = fake.accept()) {
        StringBuilder head = new StringBuilder();
        for (int next = 0; next >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
          next = client.getInputStream().read();
          head.append((char) next);
        }
        shown.add(head.toString());
        client.getOutputStream().write((answer + "\r\n\r\n").getBytes(ISO_8859_1));
      } catch (IOException e) {
        if (!fake.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
