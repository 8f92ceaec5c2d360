package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a real lighttpd that asks for Digest, for the API and for the streams. */
class DigestIT {
  private static final String PASSWORD = "pw-\"5e4d3c\\2b";

  @TempDir private Path folder;

  private final int port = ForegroundServer.freePort();
  private PeerFarm farm;
  private Lighttpd lighttpd;

  @BeforeEach
  void startFarm() {
    farm =
        PeerFarm.start(
            Kind.PYTHON, "--workers", "2", "--prefill", "5", "--stream-url", "/ws/{port}");
  }

  @AfterEach
  void stop() {
    lighttpd.close();
    farm.close();
  }

  private void serve(String algorithm) {
    lighttpd =
        Lighttpd.start(
            folder,
            port,
            "bob:" + PASSWORD,
            algorithm,
            stream(DRAGON)
                + stream(TURTLE)
                + to("/api", Integer.toString(URI.create(farm.api()).getPort()), ""));
  }

  private String stream(String worker) {
    String path = farm.streamUrl(worker);
    String map = "proxy.header += (\"map-urlpath\" => (\"" + path + "\" => \"/\"))";
    return to(path, path.substring(path.lastIndexOf('/') + 1), map);
  }

  private static String to(String path, String port, String more) {
    return """
        $HTTP["url"] =~ "^%s" {
          proxy.server = ("" => (("host" => "127.0.0.1", "port" => %s)))
          %s
        }
        """
        .formatted(path, port, more);
  }

  private Invocation program(String command, String password) {
    return logtail(command, "--api", "http://127.0.0.1:" + port, "-u", "bob:" + password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256", "MD5|SHA-256"})
  void apiAndStreamsAreOpened(String algorithm) {
    serve(algorithm);
    Outcome exported = program("export", PASSWORD).and("-O", "-").run().expectCode(0);

    Lines.expectSame(
        Lines.of(DRAGON, Lines.unmarked(Lines.json(exported.out()))), farm.truth().made(DRAGON));
    assertThat(exported.out()).hasSize(10);
    List<String> log = lighttpd.log();
    assertThat(log).filteredOn(line -> line.startsWith("401")).hasSizeBetween(1, 3);
    assertThat(log)
        .filteredOn(line -> line.startsWith("101"))
        .hasSize(2)
        .allMatch(line -> line.contains("Digest username="));
    assertThat(log)
        .filteredOn(line -> line.startsWith("200 GET /api"))
        .as("the same nonce serves many requests")
        .anyMatch(line -> line.contains("nc=0000000"));
  }

  @Test
  void oneStreamIsOpenedByHand() {
    serve("MD5|SHA-256");
    String url = "ws://127.0.0.1:" + port + farm.streamUrl(DRAGON);
    Outcome let =
        logtail("debug", url, "--auth", "bob:" + PASSWORD, "--count", "5", "-v")
            .run()
            .expectCode(0);
    Outcome refused = logtail("debug", url, "--auth", "bob:pw-not-this-one").run().expectCode(4);

    assertThat(let.out()).hasSize(5);
    assertThat(let.errText())
        .contains("> Authorization: Digest ****")
        .doesNotContain(PASSWORD, "response=");
    assertThat(refused.errText())
        .contains("wrong name or password")
        .doesNotContain("pw-not-this-one");
    assertThat(lighttpd.log())
        .filteredOn(line -> line.startsWith("101"))
        .singleElement()
        .asString()
        .contains("Digest username=");
  }

  @Test
  void aWrongPasswordIsAskedOnceMoreAndEndsWithFour() {
    serve("SHA-256");
    Outcome outcome = program("list", "pw-not-this-one").run().expectCode(4);

    assertThat(outcome.errText())
        .contains("the user of --user bob was refused: wrong name or password")
        .doesNotContain("pw-not-this-one");
    assertThat(lighttpd.log()).hasSize(2).allMatch(line -> line.startsWith("401"));
  }
}
