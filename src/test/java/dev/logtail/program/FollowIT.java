package dev.logtail.program;

import static dev.logtail.program.Invocation.follow;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job: every record of every worker once, in time order, as the server sent it. */
class FollowIT {
  private static final List<String> WORKERS = List.of(DRAGON, TURTLE, YANG);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void printsEachRecordOfThreeBusyWorkersOnceInTimeOrder(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--rate", "50", "--prefill", "100");
        ProgramRun run = ndjson(farm, "--for", "8s").start()) {
      run.awaitLines(3 * (100 + 200));
      farm.tell("pause");
      List<JsonNode> printed = Lines.json(run.awaitExit().expectCode(0).out());
      for (String worker : WORKERS) {
        Lines.expectSame(Lines.of(worker, printed), farm.truth().sentTo(worker));
      }
      assertThat(printed).isSortedAccordingTo(Lines.byTime());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void printsOnceWhatTheServerSendsInTheReplayAndAgainLive(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--prefill", "100", "--seam");
        ProgramRun run = ndjson(farm, "--for", "3s").start()) {
      List<JsonNode> printed = Lines.json(run.awaitExit().expectCode(0).out());
      for (String worker : WORKERS) {
        assertThat(Lines.of(worker, printed))
            .as(worker)
            .containsExactlyInAnyOrderElementsOf(farm.truth().sentTo(worker));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void takesArraysOfRecordsApart(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "1", "--prefill", "95", "--batch", "7");
        ProgramRun run = ndjson(farm, "--limit", "115").start()) {
      run.awaitLines(90);
      farm.tell("burst", DRAGON, 20);
      List<JsonNode> printed = Lines.json(run.awaitExit().expectCode(0).out());
      Lines.expectSame(printed, farm.truth().sentTo(DRAGON));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void printsARecordOfTwoHundredKilobytesWhole(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "1", "--big");
        ProgramRun run = ndjson(farm, "--limit", "2").start()) {
      run.awaitLines(1);
      farm.tell("big", DRAGON, 300_000);
      List<JsonNode> printed = Lines.json(run.awaitExit().expectCode(0).out());
      Lines.expectSame(printed, farm.truth().sentTo(DRAGON));
      assertThat(printed.get(0).get("message").asText()).hasSizeGreaterThan(200_000);
    }
  }

  @Test
  void followsAStreamUrlWithoutAnyApi() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "12")) {
      String url = farm.streamUrl(DRAGON);
      Outcome outcome =
          logtail(
                  "follow",
                  url,
                  "--api",
                  "http://127.0.0.1:9",
                  "--lines",
                  "-o",
                  "ndjson",
                  "--limit",
                  "12")
              .run()
              .expectCode(0);
      assertThat(Lines.messages(outcome.out())).hasSize(12).contains("#1 Bar processed");
    }
  }

  @Test
  void findsWorkersByKeyPartGlobAndRegex() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "10", "--zoo")) {
      assertThat(followed(farm, TURTLE)).containsExactly(TURTLE);
      assertThat(followed(farm, "002050")).containsExactly(DRAGON);
      assertThat(followed(farm, "*turtle*")).containsExactly(TURTLE);
      assertThat(followed(farm, "/user123_.*/")).containsExactlyInAnyOrder(DRAGON, TURTLE);
      assertThat(followed(farm, TURTLE, "300347")).containsExactlyInAnyOrder(TURTLE, YANG);
      assertThat(followed(farm, "café")).containsExactly(PeerFarm.ZOO);
      assertThat(followed(farm, "zoo_wildcard")).containsExactly("zoo_wildcard");
    }
  }

  @Test
  void replaysAsManyAsAsked() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "40")) {
      // On a slow machine a ring younger than two seconds can't be told from live records.
      await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
      replaysAsManyAsAsked(farm);
    }
  }

  private static void replaysAsManyAsAsked(PeerFarm farm) {
    try (ProgramRun five = ndjson(farm, "-n", "5", "--limit", "8").start();
        ProgramRun none = ndjson(farm, "-n", "0", "--limit", "3").start()) {
      five.awaitLines(5);
      await().until(() -> farm.clients(DRAGON) == 2);
      farm.tell("burst", DRAGON, 2);
      five.awaitLines(7);
      none.awaitLines(2);
      farm.tell("burst", DRAGON, 1);
      List<String> old =
          List.of(36, 37, 38, 39, 40).stream().map(n -> "#" + n + " Bar processed").toList();
      List<String> fromFive = Lines.messages(five.awaitExit().expectCode(0).out());
      assertThat(fromFive.stream().map(FollowIT::firstLine).limit(5)).isEqualTo(old);
      assertThat(fromFive).hasSize(8).endsWith("#41 burst", "#42 burst", "#43 burst");
      assertThat(Lines.messages(none.awaitExit().expectCode(0).out()))
          .containsExactly("#41 burst", "#42 burst", "#43 burst");
    }
  }

  @Test
  void stopsAtALimitAndAfterSilence() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--prefill", "40")) {
      assertThat(ndjson(farm, "--limit", "7").run().expectCode(0).out()).hasSize(7);
      assertThat(ndjson(farm, "--idle", "300ms").run().expectCode(0).out()).hasSize(120);
    }
  }

  @Test
  void filtersByLevelAndText() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "100")) {
      assertThat(levels(filtered(farm, "-l", "WARNING")))
          .containsOnly("WARNING", "ERROR", "CRITICAL")
          .containsExactlyElementsOf(
              levels(farm.truth().made(DRAGON)).stream()
                  .filter(level -> !level.matches("DEBUG|INFO"))
                  .toList());
      assertThat(messagesOf(filtered(farm, "-i", "#1\\d ")))
          .hasSize(10)
          .allMatch(m -> m.startsWith("#1"));
      assertThat(filtered(farm, "-e", "bar processed")).as("smart case").isEmpty();
      assertThat(messagesOf(filtered(farm, "-i", "#2", "-e", "#2\\d ", "-e", "#20")))
          .containsExactly("#2 Bar processed");
    }
  }

  @Test
  void printsFramesAsReceivedWhenAskedForRaw() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "20")) {
      Outcome outcome = follow(farm, "-o", "raw", "--idle", "300ms").run().expectCode(0);
      assertThat(outcome.out().stream().map(line -> Lines.json(line)))
          .hasSize(20)
          .allMatch(record -> !record.has("worker"));
    }
  }

  @Test
  void printsTextLinesWithTimeLevelShortNameAndIndentedContinuation() {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "10", "--prefix")) {
      List<String> lines = follow(farm, "--idle", "300ms").run().expectCode(0).out();
      assertThat(lines.get(0))
          .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO +\\S*002050\\S* +#1 Bar processed");
      List<String> error = lines.subList(9, lines.size());
      assertThat(error.get(0)).contains("ERROR").endsWith("#10 Bar processed");
      assertThat(error.subList(1, error.size())).hasSize(3).allMatch(line -> line.startsWith("  "));
      assertThat(String.join("", lines)).as("no colours in a pipe").doesNotContain("\u001b");
    }
  }

  @Test
  void coloursLinesWhenAskedTo() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "10")) {
      Invocation always = follow(farm, "--idle", "300ms", "--color", "always");
      assertThat(always.run().expectCode(0).outText()).contains("\u001b[");
      Invocation asked = follow(farm, "--idle", "300ms").with("CLICOLOR_FORCE", "1");
      assertThat(asked.run().expectCode(0).outText()).contains("\u001b[");
      Invocation never =
          follow(farm, "--idle", "300ms", "--color", "never").with("CLICOLOR_FORCE", "1");
      assertThat(never.run().expectCode(0).outText()).doesNotContain("\u001b");
    }
  }

  private static Set<String> followed(PeerFarm farm, String... targets) {
    return filtered(farm, targets).stream()
        .map(record -> record.get("worker").asText())
        .collect(Collectors.toSet());
  }

  /** What is printed of the replay with these targets or options. */
  private static List<JsonNode> filtered(PeerFarm farm, String... more) {
    return Lines.json(ndjson(farm, "--idle", "300ms").and(more).run().expectCode(0).out());
  }

  private static List<String> levels(List<JsonNode> records) {
    return records.stream().map(record -> record.get("level").asText()).toList();
  }

  private static List<String> messagesOf(List<JsonNode> records) {
    return records.stream().map(record -> record.get("message").asText()).toList();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
