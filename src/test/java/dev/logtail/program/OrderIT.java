package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which several workers' records come out. */
class OrderIT {
  /** A record of a worker whose records are a second on their way, then one of a prompt worker. */
  private static List<String> workersInOrder(String... options) {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--late", "1");
        ProgramRun run = Invocation.ndjson(farm, options).and("-v").start()) {
      run.awaitErr("dragon: connected").awaitErr("turtle: connected");
      farm.tell("burst", PeerFarm.TURTLE, 1);
      farm.tell("burst", PeerFarm.DRAGON, 1);
      run.awaitLines(2);
      return run.out().stream()
          .map(Lines::json)
          .filter(record -> record.has("message"))
          .map(record -> record.get("worker"))
          .map(JsonNode::asText)
          .toList();
    }
  }

  @Test
  void byTimeTheOlderRecordComesFirstThoughItArrivesLater() {
    assertThat(workersInOrder("--order", "time", "--order-window", "5s"))
        .containsExactly(PeerFarm.TURTLE, PeerFarm.DRAGON);
  }

  @Test
  void byArrivalRecordsComeOutAsTheyCameIn() {
    assertThat(workersInOrder("--order", "arrival"))
        .containsExactly(PeerFarm.DRAGON, PeerFarm.TURTLE);
  }

  @Test
  void aWindowIsOfNoUseWhereNothingWaits() {
    Outcome outcome =
        Invocation.logtail("export", "--order", "arrival", "--order-window", "1s")
            .run()
            .expectCode(2);
    assertThat(outcome.err()).singleElement().asString().contains("--order-window", "arrival");
  }
}
