package dev.logtail.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Health.Condition;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.Vitals.Standing;
import dev.logtail.model.WorkerStatus.Connection;
import dev.logtail.model.WorkerStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
  private static final Instant NOW = Instant.parse("2026-02-01T06:30:25Z");

  private static Instant ago(long seconds) {
    return NOW.minusSeconds(seconds);
  }

  private static Health live(long opened, long record, Pulse pulse, Optional<Instant> restarted) {
    return of(Phase.LIVE, opened, new Vitals(Standing.ALIVE, pulse, ago(record), restarted, 0));
  }

  private static Health of(Phase phase, long since, Vitals vitals) {
    return Health.of(
        WorkerStatus.connecting(new WorkerKey("w"), ago(since))
            .with(new Connection(phase, ago(since)))
            .with(vitals),
        NOW);
  }

  private static Health of(Phase phase, Standing standing) {
    return of(phase, 5, new Vitals(standing, Pulse.NONE, ago(1), Optional.empty(), 0));
  }

  private static Health failed(Kind kind) {
    Connection failed = new Connection(Phase.FAILED, ago(5), new StreamFailure(kind, "x"), ago(5));
    return Health.of(WorkerStatus.connecting(new WorkerKey("w"), ago(9)).with(failed), NOW);
  }

  private static Pulse answered(long seconds) {
    return new Pulse(ago(seconds), Optional.empty());
  }

  private static Health health(Condition condition, long seconds) {
    return new Health(condition, Duration.ofSeconds(seconds));
  }

  /** Seconds ago: opened, last record, heard, ping sent (-1 for answered), restarted (-1 never). */
  @ParameterizedTest
  @CsvSource({
    "7200,   0,  0, -1, -1, LIVE, 7200",
    "7200,  29,  0, -1, -1, LIVE, 7200",
    "7200,  30,  0, -1, -1, QUIET, 30",
    "7200, 240, 20, -1, -1, QUIET, 240",
    "7200, 240, 20,  2, -1, QUIET, 240",
    "7200, 240, 23,  3, -1, STALLED, 23",
    "7200,  23, 23,  3, -1, STALLED, 23",
    "7200,   2,  2,  3, -1, STALLED, 2",
    "   5,   5,  5,  3,  5, STALLED, 5",
    "   5,   5,  5, -1,  0, RESTARTED, 0",
    "7200,   0,  0, -1,  9, RESTARTED, 9",
    "7200,   0,  0, -1, 10, LIVE, 7200",
    "7200,  60,  0, -1, 10, QUIET, 60",
    "  -3,  -3, -3, -1, -1, LIVE, 0"
  })
  void an_open_stream_is_called_by_what_came_and_what_was_answered(
      long opened, long record, long heard, long pinged, long restarted, Condition as, long time) {
    Pulse pulse = new Pulse(ago(heard), pinged < 0 ? Optional.empty() : Optional.of(ago(pinged)));
    Optional<Instant> anew = restarted < 0 ? Optional.empty() : Optional.of(ago(restarted));
    assertThat(live(opened, record, pulse, anew)).isEqualTo(health(as, time));
  }

  @ParameterizedTest
  @CsvSource({
    "ALIVE, CONNECTING, CONNECTING",
    "ALIVE, NO_STREAM, NO_STREAM",
    "ALIVE, FAILED, FAILED",
    "ALIVE, GONE, NO_STREAM",
    "DEAD, CONNECTING, DEAD",
    "DEAD, LIVE, DEAD",
    "DEAD, RETRYING, DEAD",
    "DEAD, FAILED, DEAD",
    "DEAD, NO_STREAM, DEAD",
    "DEAD, GONE, DEAD",
    "UNLISTED, CONNECTING, CONNECTING",
    "UNLISTED, LIVE, LIVE",
    "UNLISTED, FAILED, GONE",
    "UNLISTED, NO_STREAM, GONE",
    "UNLISTED, GONE, GONE"
  })
  void what_the_api_says_counts_beside_what_the_stream_does(
      Standing standing, Phase phase, Condition as) {
    assertThat(of(phase, standing)).isEqualTo(health(as, 5));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_stream_that_does_not_let_us_in_is_refused_and_every_other_one_failed(Kind kind) {
    Condition as = kind == Kind.UNAUTHORISED ? Condition.REFUSED : Condition.FAILED;
    assertThat(failed(kind)).isEqualTo(health(as, 5));
  }

  @Test
  void a_wait_counts_down_and_is_followed_by_a_try() {
    StreamFailure lost = new StreamFailure(Kind.UNREACHABLE, "lost");
    WorkerStatus status =
        WorkerStatus.connecting(new WorkerKey("w"), ago(9))
            .with(new Connection(Phase.RETRYING, NOW, lost, NOW.plusSeconds(4)));
    assertThat(Health.of(status, NOW)).isEqualTo(health(Condition.RETRYING, 4));
    assertThat(Health.of(status, NOW.plusSeconds(3))).isEqualTo(health(Condition.RETRYING, 1));
    assertThat(Health.of(status, NOW.plusSeconds(4))).isEqualTo(health(Condition.CONNECTING, 0));
    assertThat(Health.of(status, NOW.plusSeconds(6))).isEqualTo(health(Condition.CONNECTING, 2));
  }

  @Test
  void a_stream_that_answers_its_pings_is_no_trouble_however_quiet() {
    Health quiet = live(99_999, 99_999, answered(19), Optional.empty());
    assertThat(quiet.condition()).isEqualTo(Condition.QUIET);
    assertThat(quiet.condition().isTrouble()).isFalse();
    assertThat(Condition.STALLED.isTrouble()).isTrue();
  }
}
