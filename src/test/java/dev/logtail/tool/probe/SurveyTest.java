package dev.logtail.tool.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.dialect.AutoDialect;
import dev.logtail.pipeline.transport.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many records are old, and how wrong a clock is: of a server whose truth is known. */
class SurveyTest {
  private static final Instant BEGUN = Instant.parse("2026-02-01T14:30:00Z");
  private static final Duration OPENED = Duration.ofMillis(40);

  private final Intake intake = new Intake(BEGUN, OPENED, OPENED);

  /** What a server logs whose clock is ahead of ours. */
  private void send(long arrivalMillis, long loggedMillis, Duration ahead, String zone) {
    Instant logged = BEGUN.plusMillis(loggedMillis).plus(ahead);
    String stamp =
        zone.isEmpty() ? LocalDateTime.ofInstant(logged, ZoneOffset.UTC).toString() : logged + "";
    intake.message(
        Duration.ofMillis(arrivalMillis),
        new Frame.Text(
            "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"message\":\"m\"}".formatted(stamp)));
  }

  private Survey survey(long until) {
    intake.notice(Duration.ofMillis(until));
    return Survey.of(intake.until(Duration.ofMillis(until)), new AutoDialect(ZoneOffset.UTC));
  }

  /** A ring whose newest record is {@code idle} old, and then one each {@code every}. */
  @ParameterizedTest
  @CsvSource({
    "100, 1000, 1000, 0",
    "100, 50, 100, 0",
    "1000, 10, 10, 0",
    "1000, 10, 10, 28800",
    "100, 50, 100, -440",
    "5, 5000, 400, 0",
    "0, 0, 50, 0",
    "0, 0, 500, 0",
  })
  void oldRecordsAreToldFromNewOnes(int ring, long idle, long every, long aheadSeconds) {
    Duration ahead = Duration.ofSeconds(aheadSeconds);
    for (int i = ring; i > 0; i--) {
      send(41 + (ring - i) / 50, 40 - idle - i * 500L, ahead, "");
    }
    for (long at = 42 + every; at < 1600; at += every) {
      send(at, at - 1, ahead, "");
    }

    assertThat(survey(1600).replayed()).isEqualTo(ring);
  }

  @Test
  void whatComesLateWasLoggedLate() {
    send(3000, 2999, Duration.ZERO, "");
    assertThat(survey(5000).replayed()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT0S      |   | UTC           | agree within 1 ms |",
        "PT8H      |   | UTC           | 8 h ahead: another time zone | --server-tz +08:00",
        "PT-8H     |   | Asia/Shanghai | 8 h behind: another time zone | --server-tz UTC",
        "PT8H0.4S  |   | UTC           | 8 h ahead: another time zone | --server-tz +08:00",
        "PT5H45M   |   | UTC           | 5 h 45 min ahead: another time zone | --server-tz +05:45",
        "PT-7M-20S |   | UTC           | clock is off: 7 min 20 s behind | NTP",
        "PT3S      |   | UTC           | clock is off: 3.0 s ahead | NTP",
        "PT8H      | Z | UTC           | though they name their zone | local time",
        "PT480000H |   | UTC           | years off | clock",
      })
  void theClockIsJudgedByNewRecords(
      Duration ahead, String zone, ZoneId read, String words, String hint) {
    for (int i = 100; i > 0; i--) {
      send(41, -i * 1000L, ahead, zone == null ? "" : zone);
    }
    for (long at = 600; at < 1500; at += 300) {
      send(at, at - 1, ahead, zone == null ? "" : zone);
    }
    intake.notice(Duration.ofMillis(1500));
    Reception reception = intake.until(Duration.ofMillis(1500));
    Survey survey = Survey.of(reception, new AutoDialect(ZoneOffset.UTC));
    Step step = ClockSteps.of(survey, read, BEGUN.plusMillis(1500));

    assertThat(step.measured()).contains(words);
    assertThat(step.hint().orElse("")).contains(hint == null ? "" : hint);
  }

  @Test
  void withoutNewRecordsTheNewestOneTellsOnlyWhatIsSure() {
    send(41, -5000, Duration.ZERO, "");
    assertThat(ClockSteps.of(survey(1600), ZoneOffset.UTC, BEGUN.plusMillis(1600)).measured())
        .contains("can't be told", "6.6 s old");
  }

  @Test
  void aNewestRecordThatLiesAheadIsWarnedOf() {
    send(41, -5000, Duration.ofHours(3), "");
    Step step = ClockSteps.of(survey(1600), ZoneOffset.UTC, BEGUN.plusMillis(1600));
    assertThat(step.measured()).contains("2 h 59 min in the future");
    assertThat(step.verdict()).isEqualTo(Step.Verdict.WARN);
  }
}
