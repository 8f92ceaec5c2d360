package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.cli.ExitCode;
import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.tool.probe.Finding;
import dev.logtail.tool.probe.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each thing that a check can say, held against a server with just that fault. Streams are looked
 * into many at a time, so that the class is quick; one run each for the exit codes.
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

  /** Names that only this test knows. */
  private static final String HOSTS =
      """
      127.0.0.1 api.test
      127.0.0.1 stream.test
      127.0.0.1 two.test
      127.0.0.3 two.test
      """;

  private static final Pattern PLACE = Pattern.compile("\\{([^}]+)\\}");

  /** More would keep the farm from being quick. */
  private static final int AT_ONCE = 16;

  @TempDir private static Path folder;

  private static final List<Nginx> NGINXES = new ArrayList<>();
  private static FaultyFarm farm;
  private static Tinyproxy proxy;

  /** What is said of each target, by what it was asked with. */
  private static final Map<List<String>, Said> REPORTS = new ConcurrentHashMap<>();

  /** A report on one API or target. */
  private record Said(JsonNode report, int exit) {}

  @BeforeAll
  static void checkThemAll() throws IOException {
    Certificates.in(folder);
    Files.writeString(folder.resolve("hosts"), HOSTS);
    List<Integer> ports = startFarm();
    NGINXES.add(Nginx.start(folder, ports.get(0), TLS + locations()));
    NGINXES.add(
        Nginx.start(
            folder, ports.get(1), TLS + "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;"));
    NGINXES.add(
        Nginx.start(
            folder, ports.get(2), TLS + "ssl_client_certificate ca.pem; ssl_verify_client on;"));
    proxy = Tinyproxy.start(folder, "");
    List<String> targets =
        FaultRows.all()
            .filter(FaultRow::goesWithOthers)
            .map(row -> filled(row.target()))
            .distinct()
            .toList();
    for (int from = 0; from < targets.size(); from += AT_ONCE) {
      keep(targets.subList(from, Math.min(targets.size(), from + AT_ONCE)));
    }
    checkTheOthers();
  }

  /** One by one, but beside each other and in this process, so that it is quick. */
  private static void checkTheOthers() {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<List<String>, FaultRow> rows = new LinkedHashMap<>();
      FaultRows.all()
          .filter(row -> !row.goesWithOthers())
          .forEach(row -> rows.put(words(row), row));
      List<CompletableFuture<Void>> runs =
          rows.values().stream()
              .map(row -> CompletableFuture.runAsync(() -> keep(row), threads))
              .toList();
      runs.forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }
  }

  /** What a check of that row alone is given. */
  private static List<String> words(FaultRow row) {
    List<String> words = new ArrayList<>(List.of("check", "-o", "json"));
    String target = row.target();
    if (target.startsWith("api:")) {
      words.add(farm.api(target.substring("api:".length())));
    } else if (target.contains("@")) {
      String[] parts = target.split("@");
      words.addAll(List.of("--api", farm.api(parts[1]), parts[0]));
    } else {
      words.addAll(List.of("--api", farm.api(), filled(target)));
    }
    if (row.isApi()) {
      words.removeAll(List.of("--api", farm.api()));
    }
    words.addAll(row.options().stream().map(CheckFaultsIT::filled).toList());
    if (!words.contains("--insecure")) {
      words.addAll(List.of("--cacert", folder.resolve("ca.pem").toString()));
    }
    if (!words.contains("--timeout")) {
      words.addAll(List.of("--timeout", "6s"));
    }
    return words;
  }

  private static void keep(FaultRow row) {
    List<String> words = words(row);
    boolean named = words.stream().anyMatch(word -> word.contains(".test:"));
    Outcome outcome =
        named
            ? logtail(words.toArray(String[]::new))
                .with("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + folder.resolve("hosts"))
                .run()
            : InProcess.run(words);
    assertThat(outcome.out()).as("%s: %s", words, outcome.err()).isNotEmpty();
    JsonNode report = Lines.json(outcome.outText());
    JsonNode said = row.isApi() ? report.get("api") : report.get("targets").get(0);
    REPORTS.put(words, new Said(said, outcome.code()));
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
    assertThat(outcome.err()).isEmpty();
    Lines.json(outcome.outText())
        .get("targets")
        .forEach(
            each -> REPORTS.put(List.of(each.get("target").asText()), new Said(each, exit(each))));
  }

  /** What a check of this target alone ends with, as far as its verdict tells. */
  private static int exit(JsonNode report) {
    return switch (report.get("verdict").asText()) {
      case "ok" -> 0;
      case "warn" -> ExitCode.FAILED_ON.code();
      default -> ExitCode.of(worst(report)).code();
    };
  }

  /** The class of the first failure, whose finding is known by its name. */
  private static StreamFailure.Kind worst(JsonNode report) {
    for (JsonNode step : report.get("steps")) {
      if (step.get("verdict").asText().equals("fail")) {
        return finding(step).told().trouble();
      }
    }
    return StreamFailure.Kind.NONE;
  }

  private static Finding finding(JsonNode step) {
    String word = step.get("finding").asText();
    return Finding.all().stream()
        .filter(finding -> finding.word().equals(word))
        .findFirst()
        .orElseThrow();
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
    proxy.close();
    farm.close();
  }

  /** Words in which names of servers stand for their addresses. */
  private static String filled(String words) {
    Matcher place = PLACE.matcher(words);
    return place.replaceAll(found -> Matcher.quoteReplacement(meant(found.group(1))));
  }

  private static String meant(String name) {
    if (name.startsWith("api:")) {
      return URI.create(farm.api(name.substring("api:".length()))).getAuthority();
    }
    return switch (name) {
      case "folder" -> folder.toString();
      case "tinyproxy" -> proxy.address();
      case "nginx" -> "127.0.0.1:" + NGINXES.get(0).port();
      case "nginx-old" -> "127.0.0.1:" + NGINXES.get(1).port();
      default -> "127.0.0.1:" + farm.port(name);
    };
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
      again(row);
      expectTold(row);
    }
  }

  private static void again(FaultRow row) {
    if (row.goesWithOthers()) {
      keep(List.of(filled(row.target())));
    } else {
      keep(row);
    }
  }

  private static void expectTold(FaultRow row) {
    Said said = REPORTS.get(row.goesWithOthers() ? List.of(filled(row.target())) : words(row));
    assertThat(said).as("a report on %s", row.target()).isNotNull();
    JsonNode step = step(said.report(), row.finding());
    String told = step.get("measured").asText() + "\n" + step.get("hint").asText("");

    assertThat(told).contains(row.words());
    assertThat(step.get("measured").asText()).matches(row.sentence());
    assertThat(step.get("verdict").asText()).as(told).isEqualTo(row.verdict());
    assertThat(said.exit()).as("exit code after %s", said.report()).isEqualTo(row.exit());
  }

  private static JsonNode step(JsonNode report, Finding finding) {
    for (JsonNode step : report.get("steps")) {
      if (step.get("finding").asText().equals(finding.word())) {
        return step;
      }
    }
    return fail("no finding '%s' in %s", finding.word(), report);
  }

  @Test
  void eachFindingHasAServerThatHasIt() {
    Set<Finding> missing = new HashSet<>(Finding.all());
    rows().forEach(row -> missing.remove(row.finding()));

    assertThat(missing).isEmpty();
  }

  @Test
  void eachFindingHasItsOwnNameAndEveryoneThatIsNotWellAHint() {
    assertThat(Finding.all()).extracting(Finding::word).doesNotHaveDuplicates();
    assertThat(Finding.all())
        .allMatch(
            finding ->
                finding.told().hint().isEmpty() == (finding.told().verdict() == Step.Verdict.OK));
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
}
