package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceGuardTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final Continuity guard =
      new SequenceGuard(Records.WORKER, new ReplayGuard(Records.WORKER));
  private final List<Entry> out = new ArrayList<>();
  private long now;

  private void pass(long millis) {
    now += millis * MILLI;
    guard.expire(now, out::add);
  }

  private void reconnect() {
    pass(3000);
    guard.closed(now, out::add);
    out.clear();
    guard.opened(now, false);
  }

  private void take(String boot, long... numbers) {
    for (long number : numbers) {
      Instant at = Records.seconds(Math.min(number, 1000));
      guard.accept(Records.numbered(at, RecordId.numbered(boot, number)), now, out::add);
    }
  }

  private void takeAll(String boot, long first, long last) {
    for (long number = first; number <= last; number++) {
      take(boot, number);
    }
  }

  private List<Long> shown() {
    return out.stream()
        .filter(LogEvent.class::isInstance)
        .map(entry -> ((LogEvent) entry).receipt().id().seq())
        .toList();
  }

  private List<StreamNotice> notices() {
    return out.stream()
        .filter(StreamNotice.class::isInstance)
        .map(StreamNotice.class::cast)
        .toList();
  }

  private StreamNotice onlyNotice() {
    assertThat(notices()).hasSize(1);
    return notices().get(0);
  }

  @Test
  void a_history_that_begins_in_the_middle_is_no_loss() {
    guard.opened(now, false);
    takeAll("a", 17, 20);
    pass(5000);
    assertThat(shown()).containsExactly(17L, 18L, 19L, 20L);
    assertThat(notices()).isEmpty();
  }

  @Test
  void an_overlap_is_proved_and_counted() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    takeAll("a", 5, 12);
    assertThat(onlyNotice().text()).isEqualTo("resumed, 0 lost");
    assertThat(onlyNotice().evidence().proven()).isTrue();
    assertThat(shown()).containsExactly(11L, 12L);
    assertThat(guard.repeated()).isEqualTo(6);
  }

  @Test
  void a_replay_without_anything_new_proves_it_too() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    takeAll("a", 1, 10);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.RESUMED);
    assertThat(shown()).isEmpty();
  }

  @Test
  void a_ring_that_ran_over_is_a_gap_of_so_many() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    takeAll("a", 28, 30);
    assertThat(out).as("they may only have overtaken the replay").isEmpty();
    pass(250);
    assertThat(onlyNotice().text())
        .isEqualTo("gap: 17 records lost between 2026-02-01T14:30:10Z and 2026-02-01T14:30:28Z");
    assertThat(onlyNotice().evidence().lost()).isEqualTo(OptionalLong.of(17));
    assertThat(out.get(0)).isEqualTo(onlyNotice());
    assertThat(shown()).containsExactly(28L, 29L, 30L);
  }

  @Test
  void what_a_server_dropped_for_us_is_told_in_the_middle_of_a_connection() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    pass(3000);
    take("a", 12);
    assertThat(onlyNotice().text()).startsWith("gap: 1 record lost");
    assertThat(shown()).endsWith(10L, 12L);
    reconnect();
    takeAll("a", 8, 13);
    assertThat(shown()).containsExactly(11L, 13L);
    assertThat(((LogEvent) out.get(0)).receipt().marks()).containsExactly(Mark.RECOVERED);
  }

  @Test
  void a_live_record_that_overtakes_the_replay_waits_for_its_turn() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    take("a", 14, 9, 10, 11, 12, 13, 14);
    assertThat(shown()).containsExactly(11L, 12L, 13L, 14L);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.RESUMED);
    assertThat(guard.deadline()).isEmpty();
  }

  @Test
  void another_boot_is_a_restart_and_what_its_ring_lost_is_counted() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    takeAll("b", 1, 3);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.RESTARTED);
    assertThat(shown()).containsExactly(1L, 2L, 3L);
    reconnect();
    takeAll("c", 5, 6);
    pass(300);
    assertThat(notices()).extracting(StreamNotice::kind).containsExactly(Kind.RESTARTED, Kind.GAP);
    assertThat(notices().get(1).evidence().lost()).isEqualTo(OptionalLong.of(4));
  }

  @Test
  void a_long_replay_behind_a_gap_is_not_held_without_end() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    takeAll("a", 5000, 8000);
    assertThat(shown()).hasSize(3001);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 0, (1L << 53) + 1})
  void a_number_that_no_server_counts_to_is_none(long hostile) {
    guard.opened(now, false);
    takeAll("a", 1, 3);
    take("a", hostile);
    takeAll("a", 4, 6);
    assertThat(shown()).containsExactly(1L, 2L, 3L, hostile, 4L, 5L, 6L);
    assertThat(notices()).isEmpty();
  }

  @Test
  void a_jump_beyond_belief_is_told_without_a_number() {
    guard.opened(now, false);
    takeAll("a", 1, 3);
    pass(3000);
    take("a", 1L << 53, 4, 5);
    assertThat(onlyNotice().text()).startsWith("gap possible").doesNotContain("lost");
    assertThat(onlyNotice().evidence().lost()).isEmpty();
    assertThat(shown()).hasSize(6);
  }

  @Test
  void a_server_that_skips_every_other_number_is_remembered_within_bounds() {
    guard.opened(now, false);
    pass(3000);
    for (long number = 1; number < 20_000; number += 2) {
      take("a", number);
    }
    assertThat(shown()).hasSize(10_000);
    reconnect();
    take("a", 1, 19_999);
    assertThat(shown()).as("known no more, so shown and marked").containsExactly(1L);
    assertThat(((LogEvent) out.get(0)).receipt().marks()).containsExactly(Mark.MAY_REPEAT);
  }

  @Test
  void records_without_numbers_are_guarded_until_the_first_that_has_one() {
    guard.opened(now, false);
    guard.accept(Records.at(1, "x"), now, out::add);
    guard.accept(Records.at(2, "y"), now, out::add);
    reconnect();
    guard.accept(Records.at(1, "x"), now, out::add);
    guard.accept(Records.at(2, "y"), now, out::add);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.RESUMED);
    assertThat(shown()).isEmpty();
    take("a", 7, 8);
    guard.accept(Records.at(9, "z"), now, out::add);
    assertThat(shown()).containsExactly(7L, 8L, 0L);
    reconnect();
    pass(300);
    assertThat(out).as("a server that counts does so when its first record comes").isEmpty();
    takeAll("a", 7, 9);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.RESUMED);
    assertThat(shown()).containsExactly(9L);
  }

  @Test
  void a_server_that_no_longer_counts_is_not_trusted() {
    guard.opened(now, false);
    takeAll("a", 1, 3);
    reconnect();
    guard.accept(Records.at(3, "x"), now, out::add);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.GAP);
    assertThat(((LogEvent) out.get(1)).receipt().marks()).containsExactly(Mark.MAY_REPEAT);
  }

  @Test
  void a_gap_of_our_own_is_told_once_and_as_that() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    pass(5000);
    assertThat(guard.dropped(20)).isTrue();
    takeAll("a", 28, 30);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.DROPPED);
    assertThat(onlyNotice().text())
        .isEqualTo("17 records dropped: they came faster than could be read");
    assertThat(onlyNotice().evidence().lost()).isEqualTo(OptionalLong.of(17));
    assertThat(shown()).endsWith(10L, 28L, 29L, 30L);
    assertThat(guard.untold()).isZero();
    takeAll("a", 33, 33);
    assertThat(notices()).last().extracting(StreamNotice::kind).isEqualTo(Kind.GAP);
  }

  @Test
  void a_gap_that_is_ours_in_part_is_one_gap() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    pass(5000);
    assertThat(guard.dropped(1)).isTrue();
    takeAll("a", 28, 30);
    assertThat(onlyNotice().kind()).isEqualTo(Kind.GAP);
    assertThat(onlyNotice().text())
        .startsWith("gap: 17 records lost between ")
        .endsWith(", in part dropped here: 1 frame came faster than could be read");
  }

  @Test
  void what_was_dropped_and_had_nothing_new_is_no_loss() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    reconnect();
    assertThat(guard.dropped(5)).isTrue();
    takeAll("a", 6, 12);
    pass(2500);
    take("a", 13);
    assertThat(notices())
        .extracting(StreamNotice::kind)
        .containsExactly(Kind.RESUMED, Kind.RESUMED);
    assertThat(notices().get(1).text())
        .isEqualTo("5 frames dropped, 0 records lost: their numbers prove it");
    assertThat(guard.untold()).isZero();
  }

  @Test
  void what_nothing_follows_is_left_to_be_told() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    pass(5000);
    assertThat(guard.dropped(5)).isTrue();
    guard.closed(now, out::add);
    assertThat(notices()).isEmpty();
    assertThat(guard.untold()).isEqualTo(5);
    assertThat(guard.untold()).isZero();
  }

  @Test
  void what_may_be_of_either_boot_is_told_before_the_new_one() {
    guard.opened(now, false);
    takeAll("a", 1, 10);
    pass(5000);
    assertThat(guard.dropped(5)).isTrue();
    takeAll("b", 100, 101);
    assertThat(notices())
        .extracting(StreamNotice::kind)
        .containsExactly(Kind.DROPPED, Kind.RESTARTED);
  }

  @Test
  void without_numbers_for_all_records_nobody_knows_what_was_dropped() {
    guard.opened(now, false);
    assertThat(guard.dropped(5)).as("no record has come").isFalse();
    takeAll("a", 1, 10);
    guard.accept(Records.numbered(Records.seconds(11), RecordId.NONE), now, out::add);
    assertThat(guard.dropped(5)).as("one has no number").isFalse();
  }
}
