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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
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

  /** Findings that no server brings about alone: they have tests here and in ProxyKindsIT. */
  private static final Set<Finding> ALONE =
      Set.of(
          WayFinding.PROXY_FAILS,
          WayFinding.PROXY_SECURED,
          WayFinding.PROXY_CERTIFICATE_ENDS_SOON,
          WayFinding.PROXY_CERTIFICATE_EXPIRED,
          WayFinding.PROXY_LETS_IN,
          WayFinding.PROXY_ASKS,
          WayFinding.PROXY_TAKES_USER,
          WayFinding.THROUGH_PROXY,
          WayFinding.KEY_NOT_PINNED,
          WayFinding.EXPIRED_BUT_LET_PASS,
          StreamFinding.PINGS_UNTOLD);

  /** More would keep the farm from being quick. */
  private static final int AT_ONCE = 16;

  @TempDir private static Path folder;

  private static final List<Nginx> NGINXES = new ArrayList<>();
  private static FaultyFarm farm;

  /** What the one run says of each target. */
  private static final Map<String, JsonNode> REPORTS = new HashMap<>();

  @BeforeAll
  static void checkThemAll() throws IOException {
    Certificates.in(folder);
    List<Integer> ports = startFarm();
    NGINXES.add(Nginx.start(folder, ports.get(0), TLS + locations()));
    NGINXES.add(
        Nginx.start(
            folder, ports.get(1), TLS + "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;"));
    NGINXES.add(
        Nginx.start(
            folder, ports.get(2), TLS + "ssl_client_certificate ca.pem; ssl_verify_client on;"));
    List<String> targets =
        FaultRows.all().map(FaultRow::target).distinct().map(CheckFaultsIT::address).toList();
    for (int from = 0; from < targets.size(); from += AT_ONCE) {
      keep(targets.subList(from, Math.min(targets.size(), from + AT_ONCE)));
    }
  }

  /** Holds the ports of those that start later, so that the farm takes none of them. */
  private static List<Integer> startFarm() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket front = new ServerSocket(0, 1, here);
        ServerSocket old = new ServerSocket(0, 1, here);
        ServerSocket client = new ServerSocket(0, 1, here)) {
      List<Integer> ports =
          List.of(front.getLocalPort(), old.getLocalPort(), client.getLocalPort());
      farm = FaultyFarm.start(folder, nginxWorkers(ports.get(0), ports.get(1), ports.get(2)));
      return ports;
    }
  }

  private static void keep(List<String> targets) {
    Outcome outcome =
        check("-o", "json", "--timeout", "6s").and(targets.toArray(String[]::new)).run();
    Lines.json(outcome.outText())
        .get("targets")
        .forEach(each -> REPORTS.put(each.get("target").asText(), each));
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

  /** Where the servers had no time to be themselves, they get another chance, alone. */
  @ParameterizedTest
  @MethodSource("rows")
  void aFaultIsToldInItsOwnWords(FaultRow row) {
    try {
      expectTold(row);
    } catch (AssertionError busy) {
      keep(List.of(address(row.target())));
      expectTold(row);
    }
  }

  private static void expectTold(FaultRow row) {
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
    for (FaultRow row : rows().filter(FaultRow::hasWords).toList()) {
      String told = row.finding().told().words().replace("%s", "x");
      assertThat(
              rows()
                  .filter(FaultRow::hasWords)
                  .filter(other -> other.finding().told().step() == row.finding().told().step())
                  .filter(other -> other.sentence().matcher(told).matches())
                  .map(FaultRow::finding)
                  .distinct())
          .as(told)
          .containsExactly(row.finding());
    }
  }

  @Test
  void theExitCodeTellsTheClassOfTheFailure() {
    Map<String, Integer> codes =
        Map.of(
            "quiet",
            0,
            "url-null",
            3,
            "url-missing",
            3,
            "answers-404",
            3,
            "answers-401",
            4,
            "tls-expired",
            5,
            "refused",
            6,
            "ssh",
            7,
            "level-too-high",
            9);
    Map<String, ProgramRun> runs = new HashMap<>();
    codes.keySet().forEach(target -> runs.put(target, check(target).start()));
    codes.forEach(
        (target, code) -> {
          try (ProgramRun run = runs.get(target)) {
            assertThat(run.awaitExit().expectCode(code).err()).as(target).isEmpty();
          }
        });
  }

  /** Two to three seconds of the ten; the rest is for slow machines. */
  @Test
  void aQuietWorkerIsNotWaitedFor() {
    assertThat(check("quiet").run().expectCode(0).took()).isLessThan(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"url-null, no stream URL", "url-missing, no stream URL", "url-garbage, ws//127"})
  void withoutAnAddressNothingIsDialled(String target, String words) {
    keep(List.of(target));
    JsonNode report = REPORTS.get(target);
    assertThat(step(report, Step.Kind.ADDRESS).get("measured").asText()).contains(words);
    assertThat(report.get("verdict").asText()).isEqualTo("fail");
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    String proxy = "http://127.0.0.1:" + farm.port("refused");
    Outcome outcome = logtail("check", "ws://203.0.113.1:80", "--proxy", proxy).run().expectCode(6);
    assertThat(outcome.outText())
        .contains("FAIL  proxy", "can't be reached: connection refused", "--proxy ''");
  }

  @Test
  void aProxyThatLeadsThereIsAStep() {
    try (Tinyproxy proxy = Tinyproxy.start(folder, "")) {
      Outcome outcome =
          logtail("check", address("ws://{healthy}"), "--proxy", "http://" + proxy.address())
              .run()
              .expectCode(0);
      assertThat(outcome.outText()).contains("ok    proxy", "the way leads through the proxy");
    }
  }

  @Test
  void whatInsecureLetsPassIsWarnedOf() {
    Outcome outcome =
        logtail("check", "--api", farm.api(), "--insecure", "tls-expired").run().expectCode(9);
    assertThat(outcome.outText()).contains("warn  tls", "CN=expired expired on 2021-01-01");
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
