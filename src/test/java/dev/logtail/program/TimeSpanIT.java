package dev.logtail.program;

import static dev.logtail.program.Invocation.follow;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of a stretch of time, by their own times. */
class TimeSpanIT {
  private static final String RECORD =
      "{\"timestamp\":\"2026-02-01T%s\",\"level\":\"INFO\",\"message\":\"%s\"}";

  @Test
  void aSpanTakesWhatIsStampedInItAndCountsTheRestAsFiltered() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1")) {
      for (String time : List.of("14:29:59.999999", "14:30:00", "14:59:59.5", "15:00:00")) {
        farm.tellRaw(DRAGON, RECORD.formatted(time, time));
      }
      farm.tellRaw(DRAGON, "{broken");
      Invocation all =
          ndjson(farm, "--since", "2026-02-01T14:30", "--until", "2026-02-01 15:00", "--stats");
      Outcome outcome = all.run().expectCode(0);
      assertThat(Lines.messages(outcome.out())).containsExactly("14:30:00", "14:59:59.5");
      assertThat(outcome.errText()).contains("5 received = 2 shown + 3 filtered + 0 dedup");
      assertThat(Lines.messages(ndjson(farm, "--until", "2026-02-01T14:30").run().out()))
          .containsExactly("14:29:59.999999");
    }
  }

  @Test
  void whatHasNoTimeOfItsOwnCountsByItsArrival() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1")) {
      farm.tellRaw(DRAGON, RECORD.formatted("14:30:00", "old"));
      farm.tellRaw(DRAGON, "{broken");
      List<String> out = follow(farm, "--since", "1h", "--idle", "300ms").run().out();
      assertThat(out).singleElement().asString().endsWith("{broken");
    }
  }

  @Test
  void anEndThatLiesAheadEndsTheRunWhenItHasPassed() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--rate", "50")) {
      Outcome outcome = ndjson(farm, "--until", "+3s").run().expectCode(0);
      List<JsonNode> got = Lines.of(DRAGON, Lines.json(outcome.out()));
      Lines.expectSame(got, farm.truth().sentTo(DRAGON).subList(0, got.size()));
      assertThat(got).hasSizeGreaterThan(50);
      assertThat(outcome.took()).isGreaterThan(Duration.ofSeconds(3));
      Outcome export =
          logtail("export", "--api", farm.api(), "-O", "-", "--follow", "--until", "+1s").run();
      assertThat(export.expectCode(0).out()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow --lines", "export -O -", "demo --lines"})
  void aMomentThatIsNoneIsAUsageError(String command) {
    Invocation broken = logtail(command.split(" ")).and("--since", "10 apples");
    String line = broken.run().expectCode(2).onlyErrorLine();
    assertThat(line).contains("--since: '10 apples' is no moment; write 10m (ago), 14:30");
    String order =
        logtail(command.split(" "))
            .and("--since", "10m", "--until", "1h")
            .run()
            .expectCode(2)
            .onlyErrorLine();
    assertThat(order).contains("--since 10m is not before --until 1h");
  }
}
