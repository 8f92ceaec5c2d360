package dev.logtail.program;

import static dev.logtail.program.Invocation.follow;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the program ends, it ends soon, quietly, and with nothing but records on stdout. */
class EndingIT {

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void sumsUpOnASignal(String signal, int code) {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20", "--rate", "20");
        ProgramRun run = ndjson(farm).start()) {
      run.awaitLines(60).send(signal);
      Outcome outcome = run.awaitExit(Duration.ofSeconds(3)).expectCode(code).expectNoStackTrace();
      assertThat(Lines.json(outcome.out())).allMatch(record -> record.has("worker"));
      assertThat(outcome.err().get(outcome.err().size() - 1))
          .contains(Integer.toString(outcome.out().size()));
    }
  }

  @Test
  void sumsUpOnASignalBeforeAnythingCame() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1");
        ProgramRun run = follow(farm).start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      run.send("INT");
      assertThat(run.awaitExit(Duration.ofSeconds(3)).expectCode(130).err()).isNotEmpty();
    }
  }

  @Test
  void endsQuietlyWithinASecondWhenThePipeIsClosed() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--prefill", "100", "--rate", "50")) {
      String program = "\"$LOGTAIL\" follow --lines --api " + farm.api();
      Outcome outcome =
          Invocation.bash(
                  "{ "
                      + program
                      + "; echo \"ended $? $EPOCHREALTIME\" >&2; }"
                      + " | { head -1; echo \"closed $EPOCHREALTIME\" >&2; }")
              .run()
              .expectCode(0);
      assertThat(outcome.out()).hasSize(1);
      assertThat(outcome.err()).as("nothing but the two marks").hasSize(2);
      assertThat(outcome.err().get(0)).startsWith("closed ");
      assertThat(outcome.err().get(1)).matches("ended (141|0) .*");
      assertThat(seconds(outcome.err().get(1)) - seconds(outcome.err().get(0))).isLessThan(1.5);
    }
  }

  @Test
  void endsQuietlyWhenTheReaderHasLeftBeforeTheLastWord() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      String program = "\"$LOGTAIL\" follow -o json --idle 1s --api " + farm.api();
      Outcome outcome =
          Invocation.bash("{ " + program + "; echo \"ended $?\" >&2; } | head -1")
              .run()
              .expectCode(0);
      assertThat(outcome.err()).containsExactly("ended 141");
    }
  }

  private static double seconds(String mark) {
    return Double.parseDouble(mark.substring(mark.lastIndexOf(' ') + 1));
  }

  @Test
  void keepsEverythingButRecordsOffStdout() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "10");
        ProgramRun run = ndjson(farm, "--discover-every", "1s", "--for", "4s", "-v").start()) {
      run.awaitLines(20);
      farm.tell("restart", DRAGON);
      Outcome outcome = run.awaitExit().expectCode(0);
      List<JsonNode> printed = Lines.json(outcome.out());
      assertThat(printed).filteredOn(line -> !line.has("_event")).hasSize(20);
      assertThat(printed)
          .filteredOn(line -> line.has("_event"))
          .as("what is said between the records is about them")
          .singleElement()
          .satisfies(said -> assertThat(said.get("_event").asText()).isEqualTo("restarted"));
      assertThat(outcome.errText()).contains("002050");
    }
  }

  @Test
  void saysNothingOnStderrWhenQuiet() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      Outcome outcome = ndjson(farm, "--idle", "300ms", "-q").run().expectCode(0);
      assertThat(outcome.out()).hasSize(5);
      assertThat(outcome.err()).isEmpty();
    }
  }
}
