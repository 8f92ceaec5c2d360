package dev.logtail.pipeline.alert;

import static dev.logtail.pipeline.alert.AlertEntries.DRAGON;
import static dev.logtail.pipeline.alert.AlertEntries.START;
import static dev.logtail.pipeline.alert.AlertEntries.TURTLE;
import static dev.logtail.pipeline.alert.AlertEntries.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.Vitals;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.runtime.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final ManualScheduler time = new ManualScheduler();
  private final SilenceWatch watch = new SilenceWatch(List.of(MINUTE));
  private final List<StreamNotice> told = new ArrayList<>();

  private static WorkerStatus worker(WorkerKey key, Phase phase, long shown) {
    return WorkerStatus.connecting(key, START)
        .with(new WorkerStatus.Connection(phase, START))
        .with(new StreamCounts(shown + 7, shown, 0, 7, 0, 0));
  }

  /** Lets so many seconds pass, in which the watch is told each second how it is. */
  private void pass(int seconds, WorkerStatus... workers) {
    for (int i = 0; i < seconds; i++) {
      time.advance(Duration.ofSeconds(1));
      told.addAll(watch.look(List.of(workers), time.nanos(), time.now()));
    }
  }

  private List<String> told() {
    return told.stream().map(n -> n.worker() + " " + n.kind() + ": " + n.text()).toList();
  }

  @Test
  void silence_is_told_once_and_its_end_once() {
    pass(10, worker(DRAGON, Phase.LIVE, 5));
    assertThat(told).isEmpty();

    pass(200, worker(DRAGON, Phase.LIVE, 5));
    assertThat(told()).containsExactly(DRAGON + " STALE: no record for 1m");

    pass(100, worker(DRAGON, Phase.LIVE, 6));
    assertThat(told())
        .containsExactly(
            DRAGON + " STALE: no record for 1m",
            DRAGON + " HEARD: logs again after 3m30s of silence",
            DRAGON + " STALE: no record for 1m");
  }

  @Test
  void a_worker_that_logs_now_and_then_is_not_silent() {
    for (int i = 0; i < 20; i++) {
      pass(59, worker(DRAGON, Phase.LIVE, i));
    }

    assertThat(told).isEmpty();
  }

  @Test
  void a_worker_that_never_logged_and_one_that_cannot_be_had_are_silent_too() {
    pass(62, worker(DRAGON, Phase.LIVE, 0), worker(TURTLE, Phase.RETRYING, 0));

    assertThat(told)
        .extracting(StreamNotice::worker, StreamNotice::kind)
        .containsExactly(tuple(DRAGON, Kind.STALE), tuple(TURTLE, Kind.STALE));
  }

  /** Filtered, malformed and dropped records are signs of life; repeats are none. */
  @Test
  void every_record_is_a_sign_of_life_but_a_repeat() {
    WorkerStatus quiet = worker(DRAGON, Phase.LIVE, 3);
    pass(50, quiet.with(new StreamCounts(3, 3, 0, 0, 0, 0)));
    pass(50, quiet.with(new StreamCounts(4, 3, 1, 0, 0, 0)));
    pass(50, quiet.with(new StreamCounts(5, 3, 1, 0, 0, 1)));
    pass(50, quiet.with(new StreamCounts(6, 3, 1, 0, 1, 1)));
    assertThat(told).isEmpty();

    pass(12, quiet.with(new StreamCounts(99, 3, 1, 93, 1, 1)));
    assertThat(told).hasSize(1);
  }

  @Test
  void nobody_waits_for_a_worker_that_is_not_followed() {
    WorkerStatus gone =
        worker(TURTLE, Phase.FAILED, 1)
            .with(
                new Vitals(
                    Vitals.Standing.UNLISTED, Vitals.Pulse.NONE, START, Optional.empty(), 0));
    pass(200, worker(DRAGON, Phase.NO_STREAM, 0), gone);

    assertThat(told).isEmpty();
  }

  @Test
  void each_time_that_was_asked_for_is_told_to_who_asked_for_it() {
    SilenceWatch both = new SilenceWatch(List.of(MINUTE, Duration.ofSeconds(90)));
    for (int i = 0; i < 200; i++) {
      time.advance(Duration.ofSeconds(1));
      told.addAll(both.look(List.of(worker(DRAGON, Phase.LIVE, 1)), time.nanos(), time.now()));
    }

    AlertRule minute = rule("stale>60s");
    AlertRule longer = rule("stale >= 90s and worker ~ dragon");
    AlertRule other = rule("stale>90s and worker ~ turtle");
    assertThat(told).hasSize(2);
    assertThat(told).map(minute.condition()::matches).containsExactly(true, false);
    assertThat(told).map(longer.condition()::matches).containsExactly(false, true);
    assertThat(told).map(other.condition()::matches).containsExactly(false, false);
    assertThat(minute.silences()).containsExactly(MINUTE);
  }

  @Test
  void short_silences_are_looked_for_more_often() {
    assertThat(watch.period()).isEqualTo(Duration.ofSeconds(1));
    assertThat(new SilenceWatch(List.of(Duration.ofSeconds(2), MINUTE)).period())
        .isEqualTo(Duration.ofMillis(200));
  }
}
