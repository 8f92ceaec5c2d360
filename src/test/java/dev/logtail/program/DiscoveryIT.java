package dev.logtail.program;

import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers come, go, move and refuse while the program runs, and the others are not disturbed. */
class DiscoveryIT {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void picksUpWorkersThatAppearAndLetsGoOfThoseThatVanish(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "2", "--prefill", "3");
        ProgramRun run = discovering(farm, "--for", "6s").start()) {
      run.awaitLines(6);
      farm.tell("add", "late_600000.SH_grid");
      run.awaitLines(9);
      farm.tell("remove", TURTLE);
      farm.tell("burst", "late_600000.SH_grid", 5);
      farm.tell("burst", DRAGON, 5);
      Outcome outcome = run.awaitExit().expectCode(0).expectNoStackTrace();
      List<JsonNode> printed = Lines.unmarked(Lines.json(outcome.out()));
      Lines.expectSame(Lines.of(DRAGON, printed), farm.truth().made(DRAGON));
      Lines.expectSame(Lines.of(TURTLE, printed), farm.truth().made(TURTLE));
      Lines.expectSame(
          Lines.of("late_600000.SH_grid", printed), farm.truth().made("late_600000.SH_grid"));
      assertThat(outcome.errText()).contains("600132");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void followsAWorkerToAnotherPortAfterARestart(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "2", "--prefill", "10");
        ProgramRun run = discovering(farm, "--for", "7s").start()) {
      run.awaitLines(20);
      farm.tell("restart", DRAGON);
      farm.tell("burst", DRAGON, 4);
      farm.tell("burst", TURTLE, 4);
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tell("burst", DRAGON, 2);
      Outcome outcome = run.awaitExit().expectCode(0).expectNoStackTrace();
      List<JsonNode> printed = Lines.unmarked(Lines.json(outcome.out()));
      Lines.expectSame(Lines.of(DRAGON, printed), farm.truth().made(DRAGON));
      Lines.expectSame(Lines.of(TURTLE, printed), farm.truth().made(TURTLE));
      assertThat(farm.truth().firstRecords(TURTLE)).as("the other was left alone").hasSize(1);
      assertThat(outcome.errText()).contains("002050");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void printsNothingTwiceWhenAConnectionBreaksAndTheRingComesAgain(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "2", "--prefill", "60", "--rate", "20");
        ProgramRun run = discovering(farm, "--for", "8s").start()) {
      run.awaitLines(140);
      assertThat(farm.tell("drop", DRAGON)).isEqualTo("1");
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tell("pause");
      Outcome outcome = run.awaitExit().expectCode(0).expectNoStackTrace();
      List<JsonNode> printed = Lines.unmarked(Lines.json(outcome.out()));
      Lines.expectSame(Lines.of(DRAGON, printed), farm.truth().sentTo(DRAGON));
      Lines.expectSame(Lines.of(TURTLE, printed), farm.truth().sentTo(TURTLE));
      assertThat(outcome.errText()).as("proved by the overlap").contains("0 lost");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void announcesAGapWhenTheRingNoLongerReachesBack(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "1", "--prefill", "10", "--ring", "20");
        ProgramRun run = discovering(farm, "--for", "6s").start()) {
      run.awaitLines(10);
      farm.tell("drop", DRAGON);
      farm.tell("burst", DRAGON, 50);
      Outcome outcome = run.awaitExit().expectCode(0).expectNoStackTrace();
      List<JsonNode> made = farm.truth().made(DRAGON);
      assertThat(Lines.unmarked(Lines.json(outcome.out())))
          .startsWith(made.subList(0, 10).toArray(JsonNode[]::new))
          .endsWith(made.subList(made.size() - 20, made.size()).toArray(JsonNode[]::new));
      assertThat(outcome.errText()).contains("gap");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void leavesOthersUndisturbedWhenOneWorkerRefuses(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--rate", "20", "--prefill", "10")) {
      farm.tell("limit", TURTLE, 0);
      try (ProgramRun run = discovering(farm, "--for", "5s").start()) {
        run.awaitLines(60);
        farm.tell("pause");
        Outcome outcome = run.awaitExit().expectCode(0).expectNoStackTrace();
        List<JsonNode> printed = Lines.unmarked(Lines.json(outcome.out()));
        Lines.expectSame(Lines.of(DRAGON, printed), farm.truth().sentTo(DRAGON));
        assertThat(Lines.of(TURTLE, printed)).isEmpty();
        assertThat(outcome.err())
            .filteredOn(line -> line.contains("Too many connections"))
            .singleElement()
            .asString()
            .contains("600132", "1008");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void endsWithTheConnectionWhenToldNotToReconnect(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "1", "--prefill", "10");
        ProgramRun run = ndjson(farm, "--no-reconnect").start()) {
      run.awaitLines(10);
      farm.tell("restart", DRAGON);
      Outcome outcome = run.awaitExit().expectNoStackTrace();
      assertThat(outcome.out()).hasSize(10);
      assertThat(farm.truth().firstRecords(DRAGON)).hasSize(1);
    }
  }

  private static Invocation discovering(PeerFarm farm, String... more) {
    return ndjson(farm, "--discover-every", "1s").and(more);
  }
}
