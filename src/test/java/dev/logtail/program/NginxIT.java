package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Certificates;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Behind a real nginx, as in production: TLS with a certificate of one's own, a bearer token for
 * the API, Basic authentication for {@code /ws/PORT}.
 */
class NginxIT {
  private static final String TOKEN = "jwt-0a1b2c3d4e5f";
  private static final String PASSWORD = "pw-9f8e7d6c5b4a";
  private static final String TLS =
      """
      ssl_certificate good.pem;
      ssl_certificate_key good.key;
      """;
  private static final String STREAMS =
      """
      location ~ ^/ws/(\\d+)$ {
        %s
        proxy_pass http://127.0.0.1:$1/;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_set_header Authorization "";
      }
      """;
  private static final String BASIC = "auth_basic \"streams\"; auth_basic_user_file htpasswd;";

  @TempDir private static Path folder;

  private final int port = ForegroundServer.freePort();
  private PeerFarm farm;
  private Nginx nginx;

  @BeforeAll
  static void makeFiles() throws IOException {
    Certificates certificates = Certificates.in(folder);
    Files.writeString(folder.resolve("htpasswd"), "bob:{PLAIN}" + PASSWORD + "\n");
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Files.writeString(folder.resolve("wrong"), "jwt-wrong\n");
    Path netrc =
        Files.writeString(
            folder.resolve("netrc"), "machine 127.0.0.1 login bob password " + PASSWORD + "\n");
    Files.setPosixFilePermissions(netrc, PosixFilePermissions.fromString("rw-------"));
  }

  @BeforeEach
  void startFarm() {
    farm = farm("wss://127.0.0.1:" + port + "/ws/{port}");
  }

  private static PeerFarm farm(String streamUrl) {
    return PeerFarm.start(
        Kind.PYTHON,
        "--workers",
        "2",
        "--prefill",
        "5",
        "--token",
        TOKEN,
        "--stream-url",
        streamUrl);
  }

  @AfterEach
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    farm.close();
  }

  private void serve(String more) {
    nginx = Nginx.start(folder, port, TLS + more);
  }

  private void serve() {
    serve(api("") + STREAMS.formatted(BASIC));
  }

  private String api(String more) {
    return "location /api/ { proxy_pass " + farm.api() + "; " + more + " }\n";
  }

  private Invocation program(String command, String... more) {
    return logtail(command, "--api", "https://127.0.0.1:" + port).and(more);
  }

  private Invocation trusting(String command, String... more) {
    return program(command, "--cacert", folder.resolve("ca.pem").toString()).and(more);
  }

  private static String[] token(String file) {
    return new String[] {"--token-file", folder.resolve(file).toString()};
  }

  private Invocation withNetrc(String command, String... more) {
    return trusting(command, token("token"))
        .and("--netrc")
        .and(more)
        .with("NETRC", folder.resolve("netrc").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"absolute", "relative"})
  void theApiGetsTheTokenAndTheStreamsGetTheUser(String form) {
    if (form.equals("relative")) {
      farm.close();
      farm = farm("/ws/{port}");
    }
    serve();
    assertThat(withNetrc("list", "-o", "name").run().expectCode(0).out())
        .containsExactlyInAnyOrder(DRAGON, TURTLE);

    Outcome exported = withNetrc("export", "-O", "-").run().expectCode(0);
    Lines.expectSame(
        Lines.of(DRAGON, Lines.unmarked(Lines.json(exported.out()))), farm.truth().made(DRAGON));
    Outcome followed =
        withNetrc("follow", "--lines", "--limit", "10", "-o", "ndjson").run().expectCode(0);
    Lines.expectSame(
        Lines.of(TURTLE, Lines.unmarked(Lines.json(followed.out()))), farm.truth().made(TURTLE));
    assertThat(nginx.accessLog()).as("no guess was wrong").doesNotContain("\" 401 ");
  }

  @Test
  void aUserOnTheCommandLineDoesItTooAndIsWarnedOf() {
    serve();
    Outcome outcome =
        trusting("export", token("token")).and("-u", "bob:" + PASSWORD, "-O", "-").run();

    assertThat(outcome.expectCode(0).out()).hasSize(10);
    assertThat(outcome.errText())
        .contains("warning: a password on the command line")
        .doesNotContain(PASSWORD);
  }

  /** Whoever guards what: the server's 401 says what it wants. */
  @Test
  void theOtherWayRoundTheServersAnswerDecides() {
    serve(
        "location /api/ { "
            + BASIC
            + " proxy_pass "
            + farm.api()
            + "; proxy_set_header Authorization \"Bearer "
            + TOKEN
            + "\"; }\n"
            + STREAMS.formatted(
                """
                if ($http_authorization != "Bearer %s") {
                  add_header WWW-Authenticate 'Bearer realm="streams"' always;
                  return 401;
                }
                """
                    .formatted(TOKEN)));

    assertThat(withNetrc("export", "-O", "-").run().expectCode(0).out()).hasSize(10);
    assertThat(withNetrc("follow", "--lines", "--no-reconnect", "--limit", "10").run().out())
        .hasSize(10);
  }

  @Test
  void aWrongTokenEndsWithFourAndNamesItsSource() {
    serve();
    for (String command : new String[] {"list", "follow", "export"}) {
      Invocation run = trusting(command, token("wrong"));
      Outcome outcome = (command.equals("export") ? run.and("-O", "-") : run).run().expectCode(4);

      assertThat(outcome.onlyErrorLine())
          .contains("401 (Could not validate credentials)", "--token-file", "wrong or expired");
    }
  }

  @Test
  void aWrongUserEndsWithFourAndNamesItsSource() {
    serve();
    for (String command : new String[] {"follow", "export"}) {
      Invocation run = trusting(command, token("token")).and("-u", "bob:wrong-password");
      Outcome outcome = (command.equals("export") ? run.and("-O", "-") : run).run().expectCode(4);

      assertThat(outcome.errText())
          .contains("answered 401", "the user of --user bob was refused")
          .doesNotContain("wrong-password");
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void withoutAUserTheMessageSaysThatStreamsWantOne() {
    serve();
    Outcome outcome = trusting("follow", token("token")).run().expectCode(4);

    assertThat(outcome.errText()).contains("asks for a user, not for a token", "-u NAME");
  }

  @Test
  void nothingAtAllEndsWithFour() {
    serve();

    assertThat(trusting("list").run().expectCode(4).onlyErrorLine())
        .contains("give a token with --token-file or LOGTAIL_TOKEN");
  }

  @Test
  void basicForEverythingTakesTheUserFromTheUrl() throws IOException {
    farm.close();
    farm =
        PeerFarm.start(
            Kind.PYTHON, "--workers", "1", "--prefill", "5", "--stream-url", "/ws/{port}");
    serve(BASIC + api("") + STREAMS.formatted(""));
    Outcome outcome =
        logtail("export", "--api", "https://bob:" + PASSWORD + "@127.0.0.1:" + port, "-O", "-")
            .and("--cacert", folder.resolve("ca.pem").toString())
            .run();

    assertThat(outcome.expectCode(0).out()).hasSize(5);
    assertThat(outcome.errText()).contains("taken out of the URL").doesNotContain(PASSWORD);
  }

  @Test
  void anUnknownAuthorityEndsWithFiveUnlessInsecure() {
    serve();
    String stream = "wss://127.0.0.1:" + port + "/ws/1";
    assertThat(program("list", token("token")).run().expectCode(5).onlyErrorLine())
        .contains("issuer 'CN=ca' is not known here", "--cacert FILE");
    assertThat(logtail("follow", stream).run().expectCode(5).errText())
        .contains("issuer 'CN=ca' is not known here", "--cacert FILE");

    Outcome outcome = program("list", token("token")).and("--insecure", "-o", "name").run();
    assertThat(outcome.expectCode(0).out()).hasSize(2);
    assertThat(outcome.errText()).contains("warning: --insecure");
    assertThat(trusting("list", "--insecure").run().expectCode(2).onlyErrorLine())
        .contains("--insecure and --cacert exclude each other");
  }

  @Test
  void aServerOfOldTlsEndsWithFive() {
    serve("ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;" + api(""));
    String stream = "wss://127.0.0.1:" + port + "/ws/1";

    assertThat(trusting("list").run().expectCode(5).onlyErrorLine())
        .contains("no version of TLS that is safe");
    assertThat(trusting("follow", stream).run().expectCode(5).errText())
        .contains("no version of TLS that is safe");
  }

  @Test
  void aClientCertificateOpensAServerThatWantsOne() {
    serve("ssl_client_certificate ca.pem; ssl_verify_client on;" + api("") + STREAMS.formatted(""));
    String stream = "wss://127.0.0.1:" + port + "/ws/1";
    String[] identity = {
      "--cert", folder.resolve("client.pem").toString(),
      "--key", folder.resolve("client.key").toString()
    };

    assertThat(
            trusting("export", token("token"))
                .and(identity)
                .and("-O", "-")
                .run()
                .expectCode(0)
                .out())
        .hasSize(10);
    assertThat(trusting("list", token("token")).run().expectCode(5).onlyErrorLine())
        .contains("wants a client certificate", "--cert FILE");
    assertThat(trusting("follow", stream).run().expectCode(5).errText())
        .contains("wants a client certificate", "--cert FILE");
  }

  /** With the hash that openssl makes of the key. */
  @Test
  void aPinnedKeyIsTheOnlyOneThatIsBelieved() {
    serve();
    String pin = "sha256//" + pinOf("good.pem");
    String other = "sha256//" + pinOf("client.pem");
    assertThat(withNetrc("export", "-O", "-", "--pin-sha256", pin).run().expectCode(0).out())
        .hasSize(10);
    assertThat(
            program("export", token("token"))
                .and("--netrc", "--insecure", "-O", "-", "--pin-sha256", other + ";" + pin)
                .with("NETRC", folder.resolve("netrc").toString())
                .run()
                .expectCode(0)
                .out())
        .hasSize(10);

    assertThat(withNetrc("list", "--pin-sha256", other).run().expectCode(5).onlyErrorLine())
        .contains("the server's key is " + pin + ", which is not pinned");
    assertThat(
            trusting("follow", "wss://127.0.0.1:" + port + "/ws/1", "--pin-sha256", other)
                .run()
                .expectCode(5)
                .errText())
        .contains("the server's key is " + pin + ", which is not pinned");
    assertThat(program("list", "--insecure", "--pin-sha256", other).run().expectCode(5).errText())
        .contains("nothing is checked but the pinned key", pin);
    assertThat(program("list", "--pin-sha256", pin).run().expectCode(5).errText())
        .as("a pin makes no unknown authority known")
        .contains("issuer 'CN=ca' is not known here");
  }

  private static String pinOf(String certificate) {
    return Invocation.bash(
            "openssl x509 -in "
                + certificate
                + " -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary"
                + " | base64")
        .in(folder)
        .run()
        .outText();
  }

  @Test
  void plainHttpToATlsPortSaysSo() {
    serve();

    assertThat(logtail("list", "--api", "http://127.0.0.1:" + port).run().onlyErrorLine())
        .contains("speaks TLS there; try https://");
  }
}
