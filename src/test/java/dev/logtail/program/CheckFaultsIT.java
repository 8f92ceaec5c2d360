package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.cli.ExitCode;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.tool.probe.Finding;
import dev.logtail.tool.probe.Step;
import dev.logtail.tool.probe.StreamFinding;
import dev.logtail.tool.probe.WayFinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each thing that a check can say of a stream, held against a server with just that fault. All are
 * looked into by one run, so that the class is quick; one run each for the exit codes.
 */
class CheckFaultsIT {
  private static final String TLS =
      """
      ssl_certificate good.pem;
      ssl_certificate_key good.key;
      """;

  private static final String UPGRADE =
      """
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      """;

  /** Findings that no server brings about alone; they have tests of their own here. */
  private static final Set<Finding> ALONE =
      Set.of(WayFinding.PROXY_FAILS, WayFinding.THROUGH_PROXY, WayFinding.KEY_NOT_PINNED);

  @TempDir private static Path folder;

  private static final List<Nginx> NGINXES = new ArrayList<>();
  private static FaultyFarm farm;

  /** What the one run says of each target. */
  private static final Map<String, JsonNode> REPORTS = new HashMap<>();

  @BeforeAll
  static void checkThemAll() {
    Certificates.in(folder);
    int front = ForegroundServer.freePort();
    int old = ForegroundServer.freePort();
    int client = ForegroundServer.freePort();
    farm = FaultyFarm.start(folder, nginxWorkers(front, old, client));
    NGINXES.add(Nginx.start(folder, front, TLS + locations()));
    NGINXES.add(
        Nginx.start(folder, old, TLS + "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;"));
    NGINXES.add(
        Nginx.start(folder, client, TLS + "ssl_client_certificate ca.pem; ssl_verify_client on;"));
    List<String> targets = new ArrayList<>(List.of("*"));
    FaultRows.all().map(FaultRow::target).filter(CheckFaultsIT::isUrl).forEach(targets::add);
    Outcome outcome =
        check("-o", "json", "--timeout", "24s")
            .and(targets.stream().distinct().map(CheckFaultsIT::address).toArray(String[]::new))
            .start()
            .awaitExit();
    JsonNode report = Lines.json(outcome.outText());
    report.get("targets").forEach(each -> REPORTS.put(each.get("target").asText(), each));
  }

  private static Map<String, String> nginxWorkers(int front, int old, int client) {
    Map<String, String> workers = new LinkedHashMap<>();
    for (String path : List.of("", "-strips", "-gone", "-hangs", "-idle")) {
      workers.put("nginx" + path, "wss://127.0.0.1:" + front + "/nginx" + path);
    }
    workers.put("nginx-plain", "ws://127.0.0.1:" + front + "/nginx");
    workers.put("nginx-old-tls", "wss://127.0.0.1:" + old + "/");
    workers.put("nginx-client", "wss://127.0.0.1:" + client + "/");
    return workers;
  }

  private static String locations() {
    return location("", "healthy", UPGRADE)
        + location("-strips", "healthy", "")
        + location("-gone", "refused", UPGRADE)
        + location("-hangs", "half-open", UPGRADE + "proxy_read_timeout 1s;")
        + location("-idle", "quiet", UPGRADE + "proxy_read_timeout 1s;");
  }

  private static String location(String path, String worker, String more) {
    return "location = /nginx%s { proxy_pass http://127.0.0.1:%d/; %s }\n"
        .formatted(path, farm.port(worker), more);
  }

  @AfterAll
  static void stop() {
    NGINXES.forEach(Nginx::close);
    farm.close();
  }

  private static boolean isUrl(String target) {
    return target.contains("://");
  }

  /** A worker's key as it is, a URL with the worker's port in its place. */
  private static String address(String target) {
    if (!target.contains("{")) {
      return target;
    }
    String worker = target.substring(target.indexOf('{') + 1, target.indexOf('}'));
    return target.replace("{" + worker + "}", "127.0.0.1:" + farm.port(worker));
  }

  private static Invocation check(String... more) {
    return logtail("check", "--api", farm.api(), "--cacert", folder.resolve("ca.pem").toString())
        .and(more);
  }

  static Stream<FaultRow> rows() {
    return FaultRows.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFaultIsToldInItsOwnWords(FaultRow row) {
    JsonNode report = REPORTS.get(address(row.target()));
    assertThat(report).as("a report on %s", row.target()).isNotNull();
    JsonNode step = step(report, row.finding().told().step());
    String told = step.get("measured").asText() + "\n" + step.get("hint").asText("");

    assertThat(told).contains(row.words());
    assertThat(step.get("measured").asText()).matches(row.sentence());
    assertThat(step.get("verdict").asText()).as(told).isEqualTo(row.verdict());
    assertThat(exit(report, row.finding())).as("exit code after %s", report).isEqualTo(row.exit());
  }

  private static JsonNode step(JsonNode report, Step.Kind kind) {
    JsonNode found = null;
    for (JsonNode step : report.get("steps")) {
      if (step.get("step").asText().equals(kind.word())) {
        found = step;
      }
    }
    return found == null ? fail("no step '%s' in %s", kind.word(), report) : found;
  }

  /** What the report on one target means for a script. */
  private static int exit(JsonNode report, Finding finding) {
    return switch (report.get("verdict").asText()) {
      case "ok" -> 0;
      case "warn" -> ExitCode.FAILED_ON.code();
      default -> ExitCode.of(finding.told().trouble()).code();
    };
  }

  @Test
  void eachFindingHasAServerThatHasIt() {
    Set<Finding> missing = new HashSet<>(Arrays.asList(WayFinding.values()));
    missing.addAll(Arrays.asList(StreamFinding.values()));
    missing.removeAll(ALONE);
    rows().forEach(row -> missing.remove(row.finding()));

    assertThat(missing).isEmpty();
  }

  /** No two findings of one step could be taken for each other. */
  @Test
  void eachFindingHasItsOwnSentence() {
    for (FaultRow row : rows().toList()) {
      String told =
          step(REPORTS.get(address(row.target())), row.finding().told().step())
              .get("measured")
              .asText();
      assertThat(
              rows()
                  .filter(other -> other.finding().told().step() == row.finding().told().step())
                  .filter(other -> other.sentence().matcher(told).matches())
                  .map(FaultRow::finding)
                  .distinct())
          .as(told)
          .containsExactly(row.finding());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "healthy, 0", "nginx, 0", "quiet, 0", "answers-404, 3", "answers-401, 4", "tls-expired, 5",
    "refused, 6", "ssh, 7", "level-too-high, 9", "url-null, 3", "url-missing, 3"
  })
  void theExitCodeTellsTheClassOfTheFailure(String target, int code) {
    Outcome outcome = check(target).run().expectCode(code);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.took()).isLessThan(java.time.Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @CsvSource({"url-null, no stream URL", "url-missing, no stream URL", "url-garbage, ws//127"})
  void withoutAnAddressNothingIsDialled(String target, String words) {
    JsonNode report = REPORTS.get(target);
    assertThat(step(report, Step.Kind.ADDRESS).get("measured").asText()).contains(words);
    assertThat(report.get("verdict").asText()).isEqualTo("fail");
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    String proxy = "http://127.0.0.1:" + farm.port("refused");
    Outcome outcome =
        logtail("check", "ws://203.0.113.1:80", "--proxy", proxy).run().expectCode(6);
    assertThat(outcome.outText())
        .contains("FAIL  proxy", "the proxy " + proxy + " can't be reached", "--proxy ''");
  }

  @Test
  void aProxyThatLeadsThereIsAStep() {
    try (Tinyproxy proxy = Tinyproxy.start(folder, "")) {
      Outcome outcome =
          logtail("check", address("ws://{healthy}"), "--proxy", proxy.url()).run().expectCode(0);
      assertThat(outcome.outText()).contains("ok    proxy", "the way leads through the proxy");
    }
  }

  @Test
  void aKeyThatIsNotPinnedIsTold() {
    Outcome outcome =
        check("tls", "--pin-sha256", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
            .run()
            .expectCode(5);
    assertThat(outcome.outText()).contains("the server's key is sha256//", "which is not pinned");
  }
}
