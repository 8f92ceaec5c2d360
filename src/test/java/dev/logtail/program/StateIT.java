package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D-8: runs with one state together bring every record once, or say where they did not. */
class StateIT {
  private static final int KILLS = 20;

  @TempDir private Path folder;

  private Path all() {
    return folder.resolve("all.ndjson");
  }

  private Path state() {
    return folder.resolve("all.state");
  }

  private Invocation export(PeerFarm farm, String... more) {
    return Invocation.logtail(
            "export", "--api", farm.api(), "--append", "-O", all().toString(), "--state")
        .and(state().toString())
        .and(more);
  }

  /** But for what tells that a kill has torn a line: that is about no worker. */
  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(all()).stream()
        .filter(line -> !line.isBlank())
        .map(Lines::json)
        .filter(line -> line.has("worker"))
        .toList();
  }

  private List<JsonNode> events() throws IOException {
    return lines().stream().filter(line -> line.has("_event")).toList();
  }

  private List<String> kinds() throws IOException {
    return events().stream().map(event -> event.get("_event").asText()).toList();
  }

  private static int number(JsonNode record) {
    return Integer.parseInt(record.get("message").asText().split("[# ]")[1]);
  }

  private static boolean isMarked(JsonNode record) {
    return record.path("_may_repeat").asBoolean();
  }

  /** What a file holds of one worker: where each record stands first, and where doubt is told. */
  private static final class Account {
    private final TreeMap<Integer, Integer> first = new TreeMap<>();
    private final TreeSet<Integer> doubts = new TreeSet<>();

    void expectHolesTold(String worker) {
      Map.Entry<Integer, Integer> before = first.firstEntry();
      for (Map.Entry<Integer, Integer> record : first.tailMap(before.getKey(), false).entrySet()) {
        int from = Math.min(before.getValue(), record.getValue());
        int to = Math.max(before.getValue(), record.getValue());
        boolean hole = record.getKey() > before.getKey() + 1;
        assertThat(hole && doubts.subSet(from, to).isEmpty())
            .as("what is missing before %d of %s is told", record.getKey(), worker)
            .isFalse();
        before = record;
      }
    }
  }

  /**
   * Compares the file with what the farm made: nothing is missing between two records of a worker
   * but where an event says so, nothing is there twice without a mark, and all of it is as it was
   * made.
   */
  private void expectNothingUntold(PeerFarm farm) throws IOException {
    Map<String, Map<Integer, JsonNode>> made = new HashMap<>();
    Map<String, Account> accounts = new HashMap<>();
    int place = 0;
    for (JsonNode line : lines()) {
      String worker = line.get("worker").asText();
      Account account = accounts.computeIfAbsent(worker, key -> new Account());
      place++;
      if (line.has("_event")) {
        if (Set.of("gap", "restarted").contains(line.get("_event").asText())) {
          account.doubts.add(place);
        }
        continue;
      }
      int n = number(line);
      boolean again = account.first.putIfAbsent(n, place) != null;
      assertThat(again && !isMarked(line))
          .as("%d of %s is there again, not marked", n, worker)
          .isFalse();
      Map<Integer, JsonNode> truth = made.computeIfAbsent(worker, key -> truth(farm, key));
      assertThat(line.get("timestamp")).isEqualTo(truth.get(n).get("timestamp"));
    }
    assertThat(accounts).as("workers").hasSize(3);
    accounts.forEach((worker, account) -> account.expectHolesTold(worker));
  }

  private static Map<Integer, JsonNode> truth(PeerFarm farm, String worker) {
    Map<Integer, JsonNode> made = new HashMap<>();
    farm.truth().made(worker).forEach(record -> made.put(number(record), record));
    return made;
  }

  private List<Integer> numbers(String worker) throws IOException {
    return lines().stream()
        .filter(line -> !line.has("_event") && line.get("worker").asText().equals(worker))
        .map(StateIT::number)
        .toList();
  }

  private static List<Integer> upTo(int last) {
    return Stream.iterate(1, n -> n + 1).limit(last).toList();
  }

  @Test
  void aSecondRunBringsWhatIsNewAndSaysThatNothingIsMissing() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "40")) {
      export(farm).run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(40));
      assertThat(Files.getPosixFilePermissions(state()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      farm.tell("burst", PeerFarm.DRAGON, 30);
      Outcome second = export(farm).run().expectCode(0);
      assertThat(second.errText()).contains("hidden_dragon: resumed, 0 lost");
      assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(70));
      assertThat(numbers(PeerFarm.TURTLE)).isEqualTo(upTo(40));
      assertThat(kinds()).containsOnly("resumed").hasSize(3);
      export(farm).run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(70));
      assertThat(lines().stream().filter(StateIT::isMarked)).isEmpty();
    }
  }

  @Test
  void aRingThatHasOverflownAndAWorkerThatRestartedAreTold() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "40", "--no-file")) {
      export(farm).run().expectCode(0);
      farm.tell("burst", PeerFarm.DRAGON, 250);
      farm.tell("restart", PeerFarm.TURTLE);
      farm.tell("burst", PeerFarm.TURTLE, 5);
      Outcome second = export(farm, "--fail-on-gap").run().expectCode(9);
      assertThat(second.errText())
          .contains("hidden_dragon: gap possible", "turtle: restarted at another address")
          .contains("yang_line: resumed, 0 lost");
      expectNothingUntold(farm);
      assertThat(numbers(PeerFarm.DRAGON)).contains(290).doesNotContain(100);
    }
  }

  @Test
  void aFarmThatStartsAnewIsARestart() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "30", "--workers", "1")) {
      export(farm).run().expectCode(0);
    }
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "10", "--workers", "1")) {
      export(farm).run().expectCode(0);
      assertThat(kinds()).containsExactly("restarted");
      assertThat(numbers(PeerFarm.DRAGON)).hasSize(40);
    }
  }

  @Test
  void whatIsPastALimitWasNotSeenAndWhatIsFilteredOutWas() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "60", "--workers", "1")) {
      export(farm, "--limit", "25").run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(25));
      export(farm, "--limit", "25").run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(50));
      export(farm, "-i", "no such text").run().expectCode(0);
      farm.tell("burst", PeerFarm.DRAGON, 3);
      export(farm).run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON))
          .isEqualTo(Stream.concat(upTo(50).stream(), Stream.of(61, 62, 63)).toList());
      assertThat(lines().stream().filter(StateIT::isMarked)).isEmpty();
    }
  }

  @Test
  void aFormWithoutNoticesAndATailThatIsCutGoOnToo() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "40", "--workers", "1")) {
      export(farm, "-o", "raw", "-n", "10").run().expectCode(0);
      farm.tell("burst", PeerFarm.DRAGON, 20);
      export(farm, "-o", "raw", "-n", "10").run().expectCode(0);
      assertThat(Files.readAllLines(all()).stream().map(Lines::json).map(StateIT::number))
          .as("the tail of the first run and all that came after it")
          .isEqualTo(upTo(60).subList(30, 60));
    }
  }

  @Test
  void linesForProgramsGoOnToo() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20", "--workers", "1")) {
      String[] more = {"--state", state().toString(), "--idle", "3s"};
      List<JsonNode> records = new ArrayList<>();
      for (int run = 0; run < 2; run++) {
        Outcome outcome = Invocation.ndjson(farm, more).run().expectCode(0);
        outcome.out().stream().map(Lines::json).filter(r -> r.has("message")).forEach(records::add);
        farm.tell("burst", PeerFarm.DRAGON, 5);
      }
      assertThat(records.stream().map(StateIT::number)).isEqualTo(upTo(25));
    }
  }

  @Test
  void plainLinesGoOnWhereTheirOverlapIsPlain() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "0", "--workers", "1")) {
      for (int line = 1; line <= 12; line++) {
        farm.tellRaw(PeerFarm.DRAGON, "#" + line + " a line of text\n");
      }
      export(farm, "--dialect", "raw", "-o", "raw").run().expectCode(0);
      farm.tellRaw(PeerFarm.DRAGON, "#13 one more\n");
      Outcome second = export(farm, "--dialect", "raw", "-o", "raw").run().expectCode(0);
      assertThat(second.errText()).contains("resumed: 12 lines were shown before");
      assertThat(Files.readAllLines(all())).hasSize(13).doesNotHaveDuplicates();
    }
  }

  @Test
  void kindsOfFilesThatAreNoStateAreRefusedAndLoseNothing() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "5", "--workers", "1")) {
      export(farm).run().expectCode(0);
      String good = Files.readString(state());
      Map<String, String> broken = new HashMap<>();
      broken.put("is damaged", good.replaceFirst("\"data\":\"AAAA", "\"data\":\"AAAB"));
      broken.put("is damaged: it", good.substring(0, good.length() - 9));
      broken.put("newer logtail", good.replace("{\"logtail_state\":1", "{\"logtail_state\":2"));
      broken.put("is no state", Files.readString(all()));
      broken.put("is no state of logtail", "hello\n");
      broken.put("is empty", "");
      for (Map.Entry<String, String> file : broken.entrySet()) {
        Files.writeString(state(), file.getValue());
        Outcome outcome = export(farm).run().expectCode(2).expectNoStackTrace();
        assertThat(outcome.err()).singleElement().asString().contains("--state", file.getKey());
        assertThat(Files.readString(state())).isEqualTo(file.getValue());
        assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(5));
      }
      export(farm, "--dedupe", "off").run().expectCode(2);
      Path same = folder.resolve("same");
      Invocation.logtail("export", "--api", farm.api(), "-O", same.toString())
          .and("--state", same.toString())
          .run()
          .expectCode(2);
      assertThat(same).doesNotExist();
    }
  }

  @Test
  void aStateThatAnotherRunGoesOnFromIsNotTaken() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "5", "--workers", "1")) {
      export(farm).run().expectCode(0);
      try (ProgramRun first = export(farm, "--follow").start()) {
        first.awaitErr("resumed");
        Outcome second = export(farm).run().expectCode(2);
        assertThat(second.errText()).contains("in use by another logtail");
        first.send("INT");
        first.awaitExit();
      }
      export(farm).run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON)).isEqualTo(upTo(5));
    }
  }

  @Test
  void anExportThatAppearsWholeIsRememberedOnlyWhenItHasAppeared() throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--rate", "5", "--workers", "1", "--ring", "5000")) {
      String[] whole = {"export", "--api", farm.api(), "-O", all().toString(), "--state"};
      Invocation export = Invocation.logtail(whole).and(state().toString());
      try (ProgramRun killed = export.and("--follow").start()) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> Files.exists(state()) && Files.readString(state()).contains("false}"));
        killed.send("KILL");
        killed.awaitExit();
      }
      assertThat(all()).doesNotExist();
      export.run().expectCode(0);
      assertThat(numbers(PeerFarm.DRAGON))
          .as("nothing of the lost file is missing")
          .contains(1, 2, 3);
      export.run().expectCode(8);
    }
  }

  @Test
  void whateverKillsItNothingIsLostOrRepeatedUntold() throws IOException {
    Random random = new Random();
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--rate", "60", "--ring", "150", "--seam")) {
      for (int kill = 0; kill < KILLS; kill++) {
        long before = Files.exists(all()) ? Files.size(all()) : 0;
        try (ProgramRun run = export(farm, "--follow").start()) {
          Awaitility.await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> Files.exists(all()) && Files.size(all()) > before);
          long more = before + 1 + random.nextInt(250_000);
          Awaitility.await()
              .pollInterval(Duration.ofMillis(7))
              .atMost(Duration.ofSeconds(60))
              .until(() -> Files.size(all()) > more);
          run.send("KILL");
          run.awaitExit();
        }
      }
      export(farm).run().expectCode(0);
      expectNothingUntold(farm);
      assertThat(lines().stream().filter(StateIT::isMarked)).as("doubtful").isNotEmpty();
    }
  }
}
