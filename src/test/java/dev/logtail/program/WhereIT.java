package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter language on the command line. */
class WhereIT {
  private static final String NESTED =
      "{\"timestamp\":\"2026-02-01T14:30:00\",\"level\":\"INFO\",\"message\":\"deep\","
          + "\"details\":{\"step\":\"paper_search\",\"took_ms\":350}}";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void selectsExactlyTheRecordsForWhichItHolds(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--prefill", "100")) {
      expect(
          farm,
          "(level >= ERROR or message ~ \"^#7\\d \") and not worker ~ turtle and line = 95",
          record ->
              !of(record, "worker").equals(TURTLE)
                  && (List.of("ERROR", "CRITICAL").contains(of(record, "level"))
                      || of(record, "message").matches("(?s)#7\\d .*")));
      expect(farm, "not func = run", record -> !record.has("func_name"));
      expect(
          farm,
          "logger_name = \"VnpyWorker[002050.SZ]\" and level in (debug, WARN) and time > 1h",
          record ->
              of(record, "worker").equals(DRAGON)
                  && List.of("DEBUG", "WARNING").contains(of(record, "level")));
      expect(farm, "time < 1h or missing != 1", record -> false);
    }
  }

  @Test
  void findsValuesInsideTheJsonAndJoinsTheOtherOptions() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "50")) {
      farm.tell("raw", DRAGON, Lines.quote(NESTED));
      assertThat(messages(farm, "-w", "details.step = paper_search and details.took_ms > 100"))
          .containsExactly("deep");
      assertThat(messages(farm, "-w", "details.took_ms > 350")).isEmpty();
      assertThat(messages(farm, "-w", "message ~ \"^#4\"", "-l", "WARNING", "-e", "#4\\d*5"))
          .singleElement()
          .asString()
          .startsWith("#49 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow --lines", "export -O out.ndjson", "demo --lines"})
  void showsWhereAFilterIsBrokenBeforeAnythingIsAsked(String command) {
    Invocation broken =
        logtail(command.split(" ")).and("--where", "message ~ 资金 and levl >= WARNIN and =");
    if (!command.startsWith("demo")) {
      broken = broken.and("--api", "http://127.0.0.1:9");
    }
    Outcome outcome = broken.in(folder).run().expectCode(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .containsExactly(
            "logtail: --where: a field is missing before '=' (column 37)",
            "  message ~ 资金 and levl >= WARNIN and =",
            "  " + " ".repeat(38) + "^");
    assertThat(folder.resolve("out.ndjson"))
        .satisfies(file -> assertThat(Files.exists(file)).isFalse());
  }

  @Test
  void hintsAtAFieldThatNoRecordMayHave() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      Outcome outcome = ndjson(farm, "--idle", "300ms", "-w", "mesage ~ Bar").run().expectCode(0);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).anyMatch(line -> line.contains("did you mean message?"));
    }
  }

  private static void expect(PeerFarm farm, String where, Predicate<JsonNode> wanted) {
    List<JsonNode> printed =
        Lines.json(ndjson(farm, "--idle", "300ms", "--where", where).run().expectCode(0).out());
    List<JsonNode> made =
        Stream.of(DRAGON, TURTLE, YANG)
            .flatMap(worker -> farm.truth().made(worker).stream())
            .toList();
    assertThat(printed)
        .as(where)
        .containsExactlyInAnyOrderElementsOf(made.stream().filter(wanted).toList());
  }

  private static List<String> messages(PeerFarm farm, String... more) {
    return Lines.messages(ndjson(farm, "--idle", "300ms").and(more).run().expectCode(0).out());
  }

  private static String of(JsonNode record, String field) {
    return record.get(field).asText();
  }
}
