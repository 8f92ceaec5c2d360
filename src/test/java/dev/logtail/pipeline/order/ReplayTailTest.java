package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTailTest {
  private final List<Entry> out = new ArrayList<>();
  private long nowMillis;

  private ReplayTail opened(int most) {
    ReplayTail tail = new ReplayTail(most);
    tail.opened(nanos(), clock());
    return tail;
  }

  private long nanos() {
    return Duration.ofMillis(nowMillis).toNanos() - 5;
  }

  private Instant clock() {
    return Records.T0.plusMillis(nowMillis);
  }

  /** A record that arrives now, stamped {@code ageMillis} ago by a clock that is {@code off}. */
  private void log(ReplayTail tail, long ageMillis, Duration off, String message) {
    Instant at = clock().minusMillis(ageMillis).plus(off);
    EventTime time = new EventTime(at, clock(), at.toString());
    tail.accept(Records.of(Records.WORKER, time, message, message), nanos(), out::add);
  }

  private void line(ReplayTail tail, String message) {
    EventTime time = EventTime.unstamped(clock());
    tail.accept(Records.of(Records.WORKER, time, message, message), nanos(), out::add);
  }

  private void settle(ReplayTail tail) {
    nowMillis += 300;
    tail.expire(nanos(), out::add);
  }

  private List<String> messages() {
    return out.stream().map(entry -> ((LogEvent) entry).message()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT8H", "PT-5H-45M", "PT1.5S", "PT-1.5S"})
  void only_the_newest_of_the_replay_and_all_that_is_live_pass(Duration off) {
    ReplayTail tail = opened(2);
    for (int i = 10; i > 0; i--) {
      log(tail, i * 5000L, off, "old" + i);
    }
    nowMillis += 100;
    log(tail, 1, off, "live1");
    nowMillis += 100;
    log(tail, 1, off, "live2");
    settle(tail);
    assertThat(messages()).containsExactly("old2", "old1", "live1", "live2");
    assertThat(tail.cut()).isEqualTo(8);
  }

  /** A busy machine: the ring arrives late, in pieces, and its newest record is young. */
  @ParameterizedTest
  @ValueSource(ints = {320, 500, 1000, 1900})
  void a_ring_that_is_young_and_late_is_no_less_replayed(int newestAge) {
    ReplayTail tail = opened(0);
    nowMillis += 120;
    for (int i = 0; i < 500; i++) {
      nowMillis += i % 100 == 99 ? 25 : 0;
      log(tail, newestAge + (500 - i) / 3, Duration.ZERO, "old" + i);
    }
    settle(tail);
    assertThat(out).isEmpty();
    assertThat(tail.cut()).isEqualTo(500);
  }

  /** The same ring, and a worker that logs on: what is logged since the handshake is live. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT8H", "PT1.5S", "PT-1.5S", "PT7M", "PT-200H"})
  void a_worker_that_logs_on_shows_what_its_clock_is(Duration off) {
    ReplayTail tail = opened(0);
    nowMillis += 40;
    for (int i = 500; i > 0; i--) {
      log(tail, 41 + i, off, "old" + i);
    }
    log(tail, 5, off, "live while the ring was sent");
    for (int i = 0; i < 10; i++) {
      nowMillis += 20;
      log(tail, i % 3, off, "live" + i);
    }
    settle(tail);
    assertThat(messages())
        .contains("live while the ring was sent")
        .endsWith("live9")
        .hasSizeBetween(11, 40);
  }

  @Test
  void a_young_ring_that_comes_at_once_leaks_no_more_than_a_tenth_of_a_second() {
    ReplayTail tail = opened(0);
    nowMillis += 60;
    for (int i = 250; i > 0; i--) {
      log(tail, 60 + i, Duration.ZERO, "old" + i);
    }
    settle(tail);
    assertThat(out).hasSizeLessThanOrEqualTo(70);
  }

  @Test
  void none_of_the_replay_passes_where_none_is_wanted() {
    ReplayTail tail = opened(0);
    log(tail, 400_000, Duration.ZERO, "old");
    log(tail, 300_000, Duration.ZERO, "newer");
    settle(tail);
    assertThat(out).isEmpty();
    log(tail, 1, Duration.ZERO, "live");
    assertThat(messages()).containsExactly("live");
  }

  @Test
  void a_live_record_that_overtakes_the_replay_passes() {
    ReplayTail tail = opened(1);
    nowMillis += 60;
    log(tail, 9000, Duration.ZERO, "1");
    log(tail, 1, Duration.ZERO, "live");
    log(tail, 8000, Duration.ZERO, "2");
    log(tail, 7000, Duration.ZERO, "3");
    settle(tail);
    assertThat(messages()).containsExactly("live", "3");
  }

  @Test
  void lines_without_a_stamp_are_cut_as_the_replay_that_they_come_with() {
    ReplayTail tail = opened(1);
    line(tail, "1");
    line(tail, "2");
    line(tail, "3");
    settle(tail);
    assertThat(messages()).containsExactly("3");
  }

  @Test
  void a_line_without_a_stamp_does_not_make_live_records_of_another_zone_old() {
    ReplayTail tail = opened(0);
    line(tail, "Welcome");
    log(tail, 60_000, Duration.ofHours(-8), "old");
    nowMillis += 100;
    log(tail, 1, Duration.ofHours(-8), "live");
    settle(tail);
    assertThat(messages()).containsExactly("live");
  }

  @Test
  void a_second_connection_is_not_cut() {
    ReplayTail tail = opened(0);
    log(tail, 60_000, Duration.ZERO, "old");
    settle(tail);
    tail.opened(nanos(), clock());
    log(tail, 60_000, Duration.ZERO, "recovered");
    assertThat(messages()).containsExactly("recovered");
    assertThat(tail.deadline()).isEmpty();
  }

  @Test
  void a_connection_that_breaks_while_it_is_judged_hands_over_to_the_next() {
    ReplayTail tail = opened(1);
    log(tail, 60_000, Duration.ZERO, "old");
    nowMillis += 100;
    tail.opened(nanos(), clock());
    log(tail, 50_000, Duration.ZERO, "newer");
    settle(tail);
    assertThat(messages()).containsExactly("newer");
  }

  @Test
  void flush_judges_at_once_and_loses_nothing_that_is_wanted() {
    ReplayTail tail = opened(5);
    log(tail, 60_000, Duration.ZERO, "old");
    tail.flush(out::add);
    tail.flush(out::add);
    assertThat(messages()).containsExactly("old");
  }
}
