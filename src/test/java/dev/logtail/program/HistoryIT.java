package dev.logtail.program;

import static dev.logtail.program.Invocation.bash;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What workers keep in their log files, read back as records. */
class HistoryIT {
  private static final int MILLIS = "2026-02-01T14:30:25.123".length();

  @Test
  void holdsEveryRecordThatWasLoggedInTheOrderOfTime() {
    try (PeerFarm farm = farm("--prefill", "450")) {
      List<JsonNode> all = Lines.json(ndjson(farm).run().expectCode(0).out());
      for (String worker : List.of(DRAGON, TURTLE, YANG)) {
        Lines.expectSame(Lines.of(worker, all), filed(farm, worker));
      }
      assertThat(all).hasSize(3 * 450).isSortedAccordingTo(Lines.byTime());
      Lines.expectSame(
          Lines.json(ndjson(farm, "turtle").run().expectCode(0).out()), filed(farm, TURTLE));
    }
  }

  @Test
  void keepsHostileTextWholeAsFarAsLinesCan() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "60", "--hostile")) {
      List<String> got = Lines.messages(ndjson(farm).run().expectCode(0).out());
      List<String> made =
          filed(farm, DRAGON).stream()
              .map(record -> record.get("message").asText().replace("\r\n", "\n"))
              .toList();
      assertThat(got).contains("forged line");
      assertThat(got)
          .containsAll(made.stream().filter(text -> !text.contains("forged line")).toList());
      List<String> shown = history(farm).run().expectCode(0).out();
      assertThat(String.join("", shown)).doesNotContain("\u001b");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 55, 1000})
  void theNewestAreWholeRecords(int most) {
    try (PeerFarm farm = farm("--workers", "2", "--prefill", "60")) {
      Outcome outcome = ndjson(farm, "-n", Integer.toString(most), "--stats").run();
      List<JsonNode> all = Lines.json(outcome.expectCode(0).out());
      for (String worker : List.of(DRAGON, TURTLE)) {
        List<JsonNode> filed = filed(farm, worker);
        int from = Math.max(0, filed.size() - most);
        Lines.expectSame(Lines.of(worker, all), filed.subList(from, filed.size()));
      }
      int shown = 2 * Math.min(60, most);
      assertThat(outcome.errText())
          .contains("total: " + shown + " received = " + shown + " shown + 0 filtered");
    }
  }

  @Test
  void filtersComeBeforeTheNewest() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "200")) {
      Outcome errors = ndjson(farm, "-l", "ERROR", "-n", "3", "-e", "#199 ", "--stats").run();
      assertThat(Lines.messages(errors.expectCode(0).out()))
          .extracting(message -> message.substring(0, 4))
          .containsExactly("#150", "#170", "#190");
      assertThat(errors.errText()).contains("200 received = 3 shown + 197 filtered");
    }
  }

  @Test
  void rawIsTheFile() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "120")) {
      List<String> raw = history(farm, "-o", "raw").run().expectCode(0).out();
      String file =
          bash("curl -s " + farm.api() + "/api/workers/" + DRAGON + "/logs").run().outText();
      assertThat(String.join("\n", raw)).isEqualTo(file).contains("Traceback");
    }
  }

  @Test
  void aSpanOfTimeTakesItsRecordsAlone() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "20", "--old-lines", "1500")) {
      List<String> span = List.of("--since", "2020-02-01T14:30:25.500", "--until", "2021-01-01");
      Outcome old = ndjson(farm, span.toArray(String[]::new)).run().expectCode(0);
      assertThat(Lines.messages(old.out())).hasSize(500).first().asString().startsWith("#500 kept");
      assertThat(ndjson(farm, "--since", "10m").run().expectCode(0).out()).hasSize(20);
    }
  }

  @Test
  void aWorkerWithoutAFileIsNamedAndLeftOut() {
    try (PeerFarm farm = farm("--prefill", "10")) {
      farm.tell("file", TURTLE, "none");
      Outcome some = ndjson(farm).run().expectCode(0);
      assertThat(some.out()).hasSize(20);
      assertThat(some.errText())
          .contains(
              TURTLE + ": keeps no log file (404: No log file found for worker " + TURTLE + ")");
      String one = ndjson(farm, TURTLE).run().expectCode(3).onlyErrorLine();
      assertThat(one).contains(TURTLE + " keeps no log file (404: No log file found");
      farm.tell("file", DRAGON, "none");
      farm.tell("file", YANG, "none");
      assertThat(ndjson(farm).run().expectCode(3).onlyErrorLine())
          .contains("none of the 3 workers keeps a log file (" + DRAGON + ": 404: No log file");
    }
  }

  @ParameterizedTest
  @CsvSource({"forbidden,4,answered 403 (Not your worker)", "broken,6,broke before the answer"})
  void aFileThatCannotBeReadIsToldAndFailsTheRun(String mode, int code, String words) {
    try (PeerFarm farm = farm("--prefill", "100")) {
      farm.tell("file", TURTLE, mode);
      Outcome outcome = ndjson(farm).run().expectCode(code).expectNoStackTrace();
      List<JsonNode> got = Lines.json(outcome.out());
      Lines.expectSame(Lines.of(DRAGON, got), filed(farm, DRAGON));
      Lines.expectSame(Lines.of(YANG, got), filed(farm, YANG));
      assertThat(outcome.errText()).contains(TURTLE).contains(words);
    }
  }

  @Test
  void aServerThatSaysNothingMoreIsLeftByCtrlC() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "4000")) {
      farm.tell("file", DRAGON, "stuck");
      try (ProgramRun run = ndjson(farm).start().awaitLines(1000)) {
        run.send("INT");
        run.awaitExit().expectCode(130).expectNoStackTrace();
      }
    }
  }

  @Test
  void withoutTheTokenItIsNotAuthorised() {
    try (PeerFarm farm = farm("--token", "secret")) {
      assertThat(ndjson(farm).run().expectCode(4).onlyErrorLine()).contains("401");
    }
  }

  @Test
  void aFileThatIsLargerThanMemoryIsNoTrouble() {
    try (PeerFarm farm = farm("--workers", "2", "--prefill", "5", "--old-lines", "60000")) {
      Invocation small = bash("\"$LOGTAIL\" history --api " + farm.api() + " \"$@\" | wc -lc");
      Invocation one = small.and("bash", "002050", "-o", "ndjson");
      Outcome alone = one.with("LOGTAIL_JAVA_OPTS", "-Xmx40m").run().expectCode(0);
      assertThat(alone.outText()).containsPattern("^ *60005 +\\d{8}$");
      Outcome both = small.and("bash", "-o", "ndjson").with("LOGTAIL_JAVA_OPTS", "-Xmx40m").run();
      assertThat(both.outText()).containsPattern("^ *120010 +\\d{9}$");
      Outcome newest = ndjson(farm, "-n", "5").run().expectCode(0);
      assertThat(newest.out()).hasSize(10).noneMatch(line -> line.contains("kept"));
    }
  }

  @Test
  void whatFindsNoRoomIsRefusedAndNotCut() {
    try (PeerFarm farm = farm("--workers", "2", "--old-lines", "20000")) {
      String line =
          ndjson(farm, "--memory", "1m", "--spill", "1m").run().expectCode(8).onlyErrorLine();
      assertThat(line).contains("--spill").contains("--since");
    }
  }

  @Test
  void aClosedPipeEndsIt() {
    try (PeerFarm farm = farm("--workers", "1", "--old-lines", "20000")) {
      Outcome outcome =
          bash("\"$LOGTAIL\" history --api " + farm.api() + " | head -1; echo ${PIPESTATUS[0]}")
              .run();
      assertThat(outcome.out()).hasSize(2).endsWith("141");
      assertThat(outcome.err()).isEmpty();
    }
  }

  @Test
  void aStreamHasNoHistory() {
    String line = logtail("history", "ws://localhost:1/x").run().expectCode(2).onlyErrorLine();
    assertThat(line).contains("is a stream").contains("give a worker's key");
  }

  private static PeerFarm farm(String... options) {
    return PeerFarm.start(Kind.PYTHON, options);
  }

  private static Invocation history(PeerFarm farm, String... more) {
    return logtail("history", "--api", farm.api()).and(more);
  }

  private static Invocation ndjson(PeerFarm farm, String... more) {
    return history(farm, "-o", "ndjson").and(more);
  }

  /** What a log file tells of the worker's records. */
  private static List<JsonNode> filed(PeerFarm farm, String worker) {
    return farm.truth().made(worker).stream().map(HistoryIT::filed).toList();
  }

  private static JsonNode filed(JsonNode made) {
    ObjectNode filed = made.deepCopy();
    filed.remove(List.of("module", "func_name", "line_no"));
    String stamp = made.get("timestamp").asText();
    String fraction = stamp.length() < MILLIS ? stamp + ".000" : stamp.substring(0, MILLIS);
    return filed.put("timestamp", fraction);
  }
}
