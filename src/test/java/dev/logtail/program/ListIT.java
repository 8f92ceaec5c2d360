package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The workers of the REST API, for people and for scripts. */
class ListIT {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void printsJsonEqualToTheAnswerOfTheApi(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--zoo")) {
      Outcome outcome = list(farm, "-o", "json").run().expectCode(0);
      assertThat(Lines.json(outcome.outText())).isEqualTo(farm.get("/api/workers"));
      assertThat(outcome.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void printsATableOfWhatIsKnown(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--zoo")) {
      List<String> table = list(farm).run().expectCode(0).out();
      assertThat(table.get(0)).contains("SYMBOL", "STRATEGY", "STATE", "POSITION");
      assertThat(row(table, DRAGON))
          .contains("002050.SZ", "hidden_dragon", "long", "300", farm.streamUrl(DRAGON));
      assertThat(row(table, PeerFarm.ZOO)).contains("ws://127.0.0.1:");
      assertThat(row(table, "zoo_no_stream")).doesNotContain("ws://", "null");
      assertThat(table).hasSize(1 + 6).allMatch(line -> line.equals(line.stripTrailing()));
      assertThat(row(list(farm, "-o", "wide").run().out(), DRAGON)).contains("1234", "12.5");
    }
  }

  @Test
  void keepsColumnsStraightWithWideCharacters() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--zoo")) {
      List<String> table = list(farm).run().expectCode(0).out();
      int column = columnsBefore(row(table, DRAGON), "long");
      assertThat(columnsBefore(row(table, PeerFarm.ZOO), "long")).isEqualTo(column);
    }
  }

  @Test
  void printsNamesAndUrlsForScripts() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--zoo")) {
      assertThat(list(farm, "-o", "name").run().expectCode(0).out())
          .containsExactlyInAnyOrder(
              DRAGON, TURTLE, PeerFarm.YANG, PeerFarm.ZOO, "zoo_no_stream", "zoo_wildcard");
      assertThat(list(farm, "-o", "url", TURTLE).run().expectCode(0).out())
          .containsExactly(farm.streamUrl(TURTLE));
      assertThat(list(farm, "-o", "name", "*turtle*", "002050").run().expectCode(0).out())
          .containsExactlyInAnyOrder(TURTLE, DRAGON);
    }
  }

  @Test
  void takesTheApiFromTheEnvironment() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1")) {
      Outcome outcome = logtail("list", "-o", "name").with("LOGTAIL_API", farm.api()).run();
      assertThat(outcome.expectCode(0).out()).containsExactly(DRAGON);
    }
  }

  @Test
  void watchesTheListUntilInterrupted() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1");
        ProgramRun run = list(farm, "-o", "name", "--watch", "--discover-every", "1s").start()) {
      run.awaitOut("the worker", line -> line.contains(DRAGON));
      farm.tell("add", "late_worker");
      run.awaitOut("the new worker", line -> line.contains("late_worker")).send("INT");
      run.awaitExit().expectCode(130).expectNoStackTrace();
    }
  }

  private static String row(List<String> table, String key) {
    return table.stream().filter(line -> line.contains(key)).findFirst().orElseThrow();
  }

  /** Terminal columns, of which each Chinese character takes two. */
  private static int columnsBefore(String row, String word) {
    return row.substring(0, row.indexOf(word)).codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
  }

  private static Invocation list(PeerFarm farm, String... more) {
    return logtail("list", "--api", farm.api()).and(more);
  }
}
