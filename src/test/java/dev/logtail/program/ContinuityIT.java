package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break all the time: nothing is lost without a mark, nothing comes twice. */
class ContinuityIT {
  private static final List<String> WORKERS = List.of(DRAGON, TURTLE, YANG);
  private static final int CUTS = 20;

  @TempDir Path folder;

  @Test
  void holdsEveryRecordOnceThoughConnectionsBreakEverySecond() throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--rate", "100", "--prefill", "50", "--ring", "2000")) {
      List<JsonNode> written = exportWhileCut(farm);
      for (String worker : WORKERS) {
        Lines.expectSame(Lines.of(worker, written), farm.truth().sentTo(worker));
        assertThat(Lines.events(worker, written))
            .as(worker)
            .hasSizeGreaterThan(3)
            .allMatch(event -> event.get("_event").asText().equals("resumed"))
            .allMatch(event -> event.get("proven").asBoolean());
      }
    }
  }

  @Test
  void announcesEachGapAndRepeatsNothingWhenTheRingIsTooSmall() throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(
            Kind.PYTHON, "--rate", "100", "--prefill", "50", "--ring", "20", "--no-file")) {
      List<JsonNode> written = exportWhileCut(farm);
      for (String worker : WORKERS) {
        List<JsonNode> records = Lines.of(worker, written);
        List<JsonNode> made = farm.truth().made(worker);
        assertThat(new HashSet<>(records)).as("nothing twice").hasSameSizeAs(records);
        assertThat(made).as("in order, with holes").containsSubsequence(records);
        assertEachHoleIsAnnounced(worker, written, made);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-deflate", "--prefix"})
  void fillsEveryGapFromTheLogFile(String kindOfMessages) throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(
            Kind.PYTHON, "--rate", "50", "--prefill", "50", "--ring", "20", kindOfMessages)) {
      List<JsonNode> written = exportWhileCut(farm);
      for (String worker : WORKERS) {
        List<JsonNode> records = Lines.of(worker, written);
        List<JsonNode> made = farm.truth().made(worker);
        int first = made.indexOf(records.get(0));
        Lines.expectSame(known(records), known(made.subList(first, made.size())));
        assertThat(records).filteredOn(record -> record.has("_recovered")).hasSizeGreaterThan(50);
        assertThat(Lines.events(worker, written))
            .extracting(event -> event.get("_event").asText())
            .contains("filled")
            .doesNotContain("gap");
      }
    }
  }

  /** What a log file tells of a record, which is not all. */
  private static List<JsonNode> known(List<JsonNode> records) {
    return records.stream()
        .map(record -> ((ObjectNode) record.deepCopy()).retain("level", "logger_name", "message"))
        .map(JsonNode.class::cast)
        .toList();
  }

  @Test
  void failsOnAGapWhereThatIsAskedFor() {
    try (PeerFarm farm =
            PeerFarm.start(
                Kind.PYTHON, "--workers", "1", "--prefill", "10", "--ring", "20", "--no-file");
        ProgramRun run = ndjson(farm, "--for", "6s", "--fail-on-gap").start()) {
      run.awaitLines(10);
      farm.tell("drop", DRAGON, "rst");
      farm.tell("burst", DRAGON, 50);
      List<JsonNode> printed = Lines.json(run.awaitExit().expectCode(9).out());
      assertThat(Lines.events(DRAGON, printed))
          .singleElement()
          .satisfies(gap -> assertThat(gap.get("_event").asText()).isEqualTo("gap"))
          .satisfies(gap -> assertThat(gap.get("proven").asBoolean()).isFalse());
    }
  }

  @Test
  void failsOnALevelWhereThatIsAskedFor() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "50")) {
      export(farm, "--fail-on", "CRITICAL").run().expectCode(9);
      export(farm, "--fail-on", "ERROR", "-e", "#[0-9]+0 |#49").run().expectCode(0);
      export(farm, "--fail-on-gap").run().expectCode(0);
    }
  }

  private static Invocation export(PeerFarm farm, String... more) {
    return logtail("export", "--api", farm.api(), "-O", "-").and(more);
  }

  /** Where a record that was made is missing between two written ones, a gap stands there. */
  private static void assertEachHoleIsAnnounced(
      String worker, List<JsonNode> written, List<JsonNode> made) {
    int next = made.indexOf(Lines.of(worker, written).get(0));
    boolean gap = false;
    int holes = 0;
    for (JsonNode line : written) {
      if (!line.get("worker").asText().equals(worker)) {
        continue;
      }
      if (line.has("_event")) {
        gap |= line.get("_event").asText().equals("gap");
        continue;
      }
      int at = made.indexOf(line);
      if (at != next) {
        holes++;
        assertThat(gap).as("a gap is announced before %s", line).isTrue();
      }
      gap = false;
      next = at + 1;
    }
    assertThat(holes).as("holes of %s", worker).isPositive();
  }

  private List<JsonNode> exportWhileCut(PeerFarm farm) throws IOException {
    Path file = folder.resolve("all.ndjson");
    try (ProgramRun run =
        logtail("export", "--api", farm.api(), "-O", file.toString(), "--follow", "--stats")
            .start()) {
      await().until(() -> WORKERS.stream().allMatch(worker -> farm.clients(worker) == 1));
      farm.tell("cut " + CUTS);
      await().atMost(Duration.ofSeconds(60)).until(() -> farm.tell("cutting").equals("no"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> WORKERS.stream().allMatch(worker -> farm.clients(worker) == 1));
      int made = farm.truth().made(DRAGON).size();
      await("the last gap has been asked about")
          .atMost(Duration.ofSeconds(30))
          .until(() -> farm.truth().made(DRAGON).size() > made + 150);
      farm.tell("pause");
      run.send("INT");
      Outcome outcome = run.awaitExit().expectNoStackTrace();
      outcome.expectCode(130);
      assertConserved(outcome.err());
    }
    return Lines.json(Files.readAllLines(file));
  }

  /** B-4: received = shown + filtered + deduplicated + dropped + malformed, in every line. */
  static void assertConserved(List<String> err) {
    List<String> equations = err.stream().filter(line -> line.contains(" received = ")).toList();
    assertThat(equations).as("%s", err).isNotEmpty();
    Set<String> terms = Set.of("shown", "filtered", "deduplicated", "dropped", "malformed", "past");
    for (String equation : equations) {
      String numbers = equation.substring(equation.lastIndexOf(": ") + 2);
      String[] sides = numbers.substring(0, numbers.indexOf(';')).split(" received = ");
      long sum = 0;
      for (String term : sides[1].split(" \\+ ")) {
        String[] words = term.split(" ");
        assertThat(terms).contains(words[1]);
        sum += Long.parseLong(words[0]);
      }
      assertThat(sum).as(equation).isEqualTo(Long.parseLong(sides[0]));
    }
  }
}
