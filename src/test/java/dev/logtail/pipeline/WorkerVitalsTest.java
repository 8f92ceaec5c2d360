package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Health;
import dev.logtail.model.Health.Condition;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.model.Vitals;
import dev.logtail.model.WorkerStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From what a stream lets be seen to what a worker is called. */
class WorkerVitalsTest {
  private RunningSession running = new RunningSession();

  @AfterEach
  void finish() {
    running.session.finish();
  }

  private Instant now() {
    return running.time.now();
  }

  private void log(FakeStreams.Fake stream, long millis, String level, String message) {
    String record = RunningSession.record(millis, message).replace("INFO", level);
    stream.frame(now(), record);
  }

  private Vitals vitals() {
    return running.row("a").vitals();
  }

  private Condition condition() {
    return Health.of(running.row("a"), now()).condition();
  }

  @Test
  void the_arrival_of_the_newest_record_is_known_not_its_own_time() {
    FakeStreams.Fake a = running.follow("a");
    running.time.advance(Duration.ofSeconds(7));
    a.opened(now());
    assertThat(vitals().lastRecord()).isEqualTo(now());
    running.time.advance(Duration.ofSeconds(7));
    log(a, 1, "INFO", "old");
    assertThat(vitals().lastRecord()).isEqualTo(now());
  }

  @Test
  void a_stream_that_logs_nothing_is_quiet_and_one_whose_ping_waits_is_stalled() {
    FakeStreams.Fake a = running.follow("a");
    a.opened(now());
    assertThat(condition()).isEqualTo(Condition.LIVE);
    running.time.advance(Health.QUIET_AFTER);
    assertThat(condition()).isEqualTo(Condition.QUIET);
    Instant silent = now();
    a.silent(silent, now().plusSeconds(2));
    running.time.advance(Duration.ofSeconds(2).plus(Health.STALLED_AFTER));
    assertThat(condition()).isEqualTo(Condition.STALLED);
    assertThat(Health.of(running.row("a"), now()).time())
        .isEqualTo(Duration.between(silent, now()));
    a.lost(now());
    assertThat(condition()).isEqualTo(Condition.RETRYING);
  }

  @Test
  void a_worker_that_began_anew_is_known_as_restarted_for_a_while() {
    FakeStreams.Fake a = running.follow("a");
    running.session.startComplete();
    a.opened(now());
    IntStream.range(0, 10).forEach(i -> log(a, i, "INFO", "m" + i));
    running.pass(3000);
    assertThat(vitals().restarted()).isEmpty();
    a.lost(now());
    a.opened(now());
    Instant again = now();
    running.pass(3000);
    assertThat(vitals().restarted()).isEqualTo(Optional.of(again));
    assertThat(condition()).isEqualTo(Condition.RESTARTED);
    running.time.advance(Health.RESTARTED_FOR);
    assertThat(condition()).isEqualTo(Condition.LIVE);
  }

  @Test
  void errors_are_counted_where_they_are_handed_on_so_neither_repeats_nor_what_is_filtered() {
    running.session.finish();
    running = new RunningSession(OptionalInt.empty(), entry -> entry.countsAs() != Severity.ERROR);
    FakeStreams.Fake a = running.follow("a");
    running.session.startComplete();
    a.opened(now());
    log(a, 0, "INFO", "fine");
    log(a, 1, "ERROR", "left out");
    log(a, 2, "CRITICAL", "bad");
    log(a, 3, "FATAL", "worse");
    running.pass(3000);
    assertThat(vitals().errors()).isEqualTo(2);
    a.lost(now());
    a.opened(now());
    log(a, 0, "INFO", "fine");
    log(a, 1, "ERROR", "left out");
    log(a, 2, "CRITICAL", "bad");
    log(a, 3, "FATAL", "worse");
    log(a, 4, "CRITICAL", "new");
    running.pass(3000);
    assertThat(vitals().errors()).isEqualTo(3);
  }

  @Test
  void a_refusal_is_told_from_another_failure() {
    FakeStreams.Fake a = running.follow("a");
    a.ended(now(), Kind.UNAUTHORISED);
    assertThat(condition()).isEqualTo(Condition.REFUSED);
    a.ended(now(), Kind.PROTOCOL);
    assertThat(condition()).isEqualTo(Condition.FAILED);
  }

  @Test
  void a_change_is_told_when_it_happens_and_once_more_when_the_figures_show_it() {
    FakeStreams.Fake a = running.follow("a");
    running.settle();
    AtomicInteger told = new AtomicInteger();
    running.session.onChange(told::incrementAndGet);
    running.settle();
    assertThat(told).hasValue(0);
    a.opened(now());
    running.settle();
    assertThat(told).hasValue(2);
    assertThat(RunningSession.row(running.session.stats(), "a").phase()).isEqualTo(Phase.LIVE);
    log(a, 1, "ERROR", "a record changes no condition");
    running.settle();
    assertThat(told).hasValue(2);
  }
}
