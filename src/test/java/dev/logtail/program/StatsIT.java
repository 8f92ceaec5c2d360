package dev.logtail.program;

import static dev.logtail.program.Invocation.bash;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How many records there are: the numbers are the farm's own. */
class StatsIT {
  private static final List<String> ALL = List.of(DRAGON, TURTLE, YANG);
  private static final String STEP =
      "{\"timestamp\":\"2026-02-01T14:30:0%d\",\"level\":\"%s\",\"message\":\"m\",%s}";

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theReplayIsCountedExactly(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--prefill", "150")) {
      JsonNode counted = json(farm);
      List<JsonNode> sent = ALL.stream().flatMap(key -> farm.truth().sentTo(key).stream()).toList();
      assertThat(sent).hasSize(300);
      expect(counted, sent);
      assertThat(rows(counted, "step", "records")).isEmpty();
      assertThat(counted.get("gaps").asInt()).isZero();
    }
  }

  @Test
  void theLogFilesAreCountedExactly() {
    try (PeerFarm farm = farm("--prefill", "450")) {
      List<JsonNode> made = ALL.stream().flatMap(key -> farm.truth().made(key).stream()).toList();
      expect(json(farm, "--history"), made);
      List<JsonNode> errors = farm.truth().made(TURTLE).stream().filter(StatsIT::isError).toList();
      expect(json(farm, "--history", "turtle", "-l", "ERROR"), errors);
      assertThat(json(farm, "--history", "-n", "7").get("records").asInt()).isEqualTo(21);
    }
  }

  @Test
  void whatComesLiveIsCountedToo() {
    try (PeerFarm farm = farm("--prefill", "20", "--rate", "40");
        ProgramRun run = stats(farm, "-o", "json", "--limit", "400").start()) {
      JsonNode counted = Lines.json(run.awaitExit().expectCode(0).outText());
      assertThat(counted.get("records").asInt()).isEqualTo(400);
      assertThat(rows(counted, "worker", "records").values().stream().mapToLong(n -> n).sum())
          .isEqualTo(400);
      assertThat(rows(counted, "level", "records").values().stream().mapToLong(n -> n).sum())
          .isEqualTo(400);
    }
  }

  @Test
  void stepsTimesAndMalformedRecordsAreTold() {
    try (PeerFarm farm = farm("--workers", "1")) {
      farm.tellRaw(DRAGON, STEP.formatted(0, "INFO", "\"step\":\"search\""));
      farm.tellRaw(DRAGON, STEP.formatted(4, "warn", "\"details\":{\"step\":\"search\"}"));
      farm.tellRaw(DRAGON, STEP.formatted(8, "FATAL", "\"step\":\"rank\",\"seq\":9"));
      JsonNode spanned = json(farm, "--since", "2026-02-01", "--until", "2026-02-02");
      assertThat(rows(spanned, "step", "records")).isEqualTo(Map.of("search", 2L, "rank", 1L));
      assertThat(rows(spanned, "step", "errors")).isEqualTo(Map.of("search", 0L, "rank", 1L));
      assertThat(rows(spanned, "level", "records"))
          .isEqualTo(Map.of("INFO", 1L, "WARNING", 1L, "CRITICAL", 1L));
      assertThat(spanned.get("rate").asDouble()).isEqualTo(0.375);
      assertThat(spanned.get("to").asText()).startsWith("2026-02-01T14:30:08");
      farm.tellRaw(DRAGON, "{broken");
      JsonNode broken = json(farm);
      assertThat(broken.get("malformed").asInt()).isEqualTo(1);
      assertThat(rows(broken, "level", "records")).containsEntry("(none)", 1L);
      JsonNode top = json(farm, "--by", "step", "--top", "1");
      assertThat(rows(top, "step", "records")).isEqualTo(Map.of("search", 2L));
      assertThat(top.get("others").get("step").get("records").asInt()).isEqualTo(1);
      assertThat(top.get("by")).hasSize(1);
    }
  }

  @Test
  void gapsAreCounted() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "120", "--no-file");
        ProgramRun run = stats(farm, "--watch", "-o", "json", "--every", "200ms").start()) {
      run.awaitOut("all of the replay", line -> line.startsWith("{\"records\":100,"));
      farm.tell("drop", DRAGON);
      farm.tell("burst", DRAGON, 300);
      run.awaitOut("the records behind the gap", line -> line.startsWith("{\"records\":200,"));
      run.send("INT");
      Outcome outcome = run.awaitExit().expectCode(130);
      JsonNode last = Lines.json(outcome.out().get(outcome.out().size() - 1));
      assertThat(last.get("gaps").asInt()).isEqualTo(1);
      assertThat(last.get("records").asInt()).isEqualTo(200);
    }
  }

  @Test
  void watchedCountsComeAgainAndAgain() {
    try (PeerFarm farm = farm("--workers", "2", "--prefill", "10");
        ProgramRun run = stats(farm, "--watch", "-o", "ndjson", "--every", "100ms").start()) {
      run.awaitOut("the replay", line -> line.startsWith("{\"records\":20,"));
      farm.tell("burst", DRAGON, 33);
      run.awaitOut("the burst", line -> line.startsWith("{\"records\":53,"));
      run.send("INT");
      List<JsonNode> ticks = Lines.json(run.awaitExit().expectCode(130).out());
      assertThat(ticks)
          .extracting(tick -> tick.get("records").asInt())
          .isSorted()
          .hasSizeGreaterThan(3);
      assertThat(ticks.get(ticks.size() - 1).has("now")).isTrue();
      expect(
          ticks.get(ticks.size() - 1),
          Stream.of(DRAGON, TURTLE).flatMap(key -> farm.truth().made(key).stream()).toList());
    }
  }

  @Test
  void onATerminalTheyAreWrittenOver() {
    try (PeerFarm farm = farm("--workers", "2", "--prefill", "10");
        Tmux terminal = new Tmux(90, 20)) {
      terminal.run("\"$LOGTAIL\" stats --watch --every 200ms --api " + farm.api());
      terminal.awaitText("20 records in").awaitText("002050·dragon");
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tell("burst", DRAGON, 7);
      terminal.awaitText("27 records in");
      assertThat(terminal.lines().stream().filter(line -> line.contains(" records in")))
          .as(terminal.screen())
          .hasSize(1);
      terminal.resize(60, 8);
      farm.tell("burst", DRAGON, 1);
      terminal.awaitText("28 records in");
      terminal.key("C-c").awaitScreen("the prompt", screen -> screen.endsWith("ready>"));
    }
  }

  @Test
  void inAPipeEachStandsBelowTheOneBefore() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "10")) {
      Outcome outcome =
          stats(farm, "--watch", "--every", "300ms", "--for", "2s", "--by", "level").run();
      List<String> out = outcome.expectCode(0).out();
      assertThat(out.stream().filter(line -> line.startsWith("10 records in")))
          .hasSizeBetween(3, 8);
      assertThat(outcome.outText()).doesNotContain("\u001b").contains("\n\n10 records in");
    }
  }

  @Test
  void anEmptyFarmAndAClosedPipeEndAsEverywhere() {
    try (PeerFarm farm = farm("--workers", "1", "--prefill", "10", "--no-file")) {
      assertThat(stats(farm, "--history").run().expectCode(3).onlyErrorLine())
          .contains("keeps no log file");
      assertThat(stats(farm, "nobody").run().expectCode(3).onlyErrorLine()).contains("nobody");
      String watch = "\"$LOGTAIL\" stats --watch --every 100ms --api " + farm.api();
      assertThat(bash(watch + " | head -1 >/dev/null; echo ${PIPESTATUS[0]}").run().out())
          .containsExactly("141");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--history --watch,--watch is about what is followed",
    "--history --idle 1s,--idle is about what is followed",
    "--history --no-reconnect,--no-reconnect is about what is followed",
    "--history -n 0,'--tail takes 1 or more, not 0'",
    "-o json --theme light,--theme does nothing with -o json",
    "--every 2s,add --watch",
    "--watch --every 1ms,--every takes 100ms or more",
    "--top 0,'--top takes 1 or more, not 0'",
    "--by colour,--by",
    "--tz Nowhere,'Nowhere'",
  })
  void optionsThatDoNotGoTogetherAreRefused(String options, String words) {
    String line = logtail("stats").and(options.split(" ")).run().expectCode(2).onlyErrorLine();
    assertThat(line).contains(words);
  }

  private static PeerFarm farm(String... options) {
    return PeerFarm.start(Kind.PYTHON, options);
  }

  private static Invocation stats(PeerFarm farm, String... more) {
    return logtail("stats", "--api", farm.api()).and(more);
  }

  private static JsonNode json(PeerFarm farm, String... more) {
    return Lines.json(stats(farm, "-o", "json").and(more).run().expectCode(0).outText());
  }

  private static void expect(JsonNode counted, List<JsonNode> records) {
    assertThat(counted.get("records").asInt()).isEqualTo(records.size());
    assertThat(counted.get("errors").asLong())
        .isEqualTo(records.stream().filter(StatsIT::isError).count());
    for (Map.Entry<String, String> by :
        Map.of("worker", "worker", "level", "level", "logger", "logger_name").entrySet()) {
      Function<JsonNode, String> name = record -> record.get(by.getValue()).asText();
      assertThat(rows(counted, by.getKey(), "records")).isEqualTo(grouped(records.stream(), name));
      Map<String, Long> errors = rows(counted, by.getKey(), "errors");
      errors.values().removeIf(count -> count == 0);
      assertThat(errors).isEqualTo(grouped(records.stream().filter(StatsIT::isError), name));
    }
  }

  private static boolean isError(JsonNode record) {
    return List.of("ERROR", "CRITICAL").contains(record.get("level").asText());
  }

  private static Map<String, Long> grouped(
      Stream<JsonNode> records, Function<JsonNode, String> name) {
    return records.collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> rows(JsonNode counted, String by, String figure) {
    return StreamSupport.stream(counted.get("by").get(by).spliterator(), false)
        .collect(
            Collectors.toMap(
                row -> row.get("name").asText(),
                row -> row.get(figure).asLong(),
                (one, other) -> -1L,
                TreeMap::new));
  }
}
