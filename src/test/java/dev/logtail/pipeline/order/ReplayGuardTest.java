package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayGuardTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final ReplayGuard guard = new ReplayGuard(Records.WORKER);
  private final List<Entry> out = new ArrayList<>();
  private long now = -Duration.ofDays(200).toNanos();

  private void open(boolean elsewhere) {
    guard.opened(now, elsewhere);
  }

  /** Breaks the connection and makes another, long after the last one settled. */
  private void reconnect() {
    pass(3000);
    guard.closed(now, out::add);
    out.clear();
    open(false);
  }

  private void pass(long millis) {
    long end = now + millis * MILLI;
    for (OptionalLong due = guard.deadline();
        due.isPresent() && due.getAsLong() - end <= 0;
        due = guard.deadline()) {
      guard.expire(due.getAsLong(), out::add);
    }
    now = end;
  }

  private void take(LogEvent... events) {
    for (LogEvent event : events) {
      guard.accept(event, now, out::add);
    }
  }

  private void takeRing(int from, int to) {
    for (int i = from; i < to; i++) {
      take(Records.at(i, "n" + i));
    }
  }

  private List<String> shown() {
    return out.stream()
        .filter(LogEvent.class::isInstance)
        .map(entry -> ((LogEvent) entry).message() + (isMarked(entry) ? "?" : ""))
        .toList();
  }

  private static boolean isMarked(Entry entry) {
    return ((LogEvent) entry).receipt().marks().contains(Mark.MAY_REPEAT);
  }

  private StreamNotice notice() {
    return out.stream()
        .filter(StreamNotice.class::isInstance)
        .map(StreamNotice.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_first_connection_is_handed_on_at_once() {
    open(false);
    takeRing(0, 3);
    assertThat(shown()).containsExactly("n0", "n1", "n2");
    assertThat(out).hasSize(3);
    assertThat(guard.deadline()).isEmpty();
  }

  @Test
  void an_overlap_proves_that_nothing_was_lost() {
    open(false);
    takeRing(0, 10);
    reconnect();
    takeRing(5, 13);
    assertThat(shown()).containsExactly("n10", "n11", "n12");
    assertThat(notice().kind()).isEqualTo(Kind.RESUMED);
    assertThat(notice().text()).contains("0 lost");
    assertThat(out.get(0)).isEqualTo(notice());
    assertThat(guard.repeated()).isEqualTo(5);
  }

  private void takeFrozen(int from, int to) {
    for (int i = from; i < to; i++) {
      take(Records.stamped(Records.T0, "n" + i, Records.T0.plusSeconds(1), "n" + i));
    }
  }

  @Test
  void the_order_of_different_records_proves_it_where_the_clock_stands_still() {
    open(false);
    takeFrozen(0, 40);
    reconnect();
    takeFrozen(10, 43);
    assertThat(notice().text()).isEqualTo("resumed, 0 lost");
    assertThat(shown()).containsExactly("n40", "n41", "n42");
    takeFrozen(3, 5);
    assertThat(shown()).as("equals of what left the ring are new").endsWith("n3", "n4");
  }

  @Test
  void fifteen_in_a_row_may_have_overtaken_a_replay_that_broke() {
    open(false);
    takeFrozen(0, 40);
    reconnect();
    takeFrozen(25, 43);
    pass(300);
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
    assertThat(shown()).contains("n25?", "n39?", "n40");
  }

  @Test
  void a_gap_is_told_between_the_records_that_it_parts() {
    open(false);
    takeRing(0, 10);
    reconnect();
    takeRing(20, 30);
    pass(300);
    assertThat(shown()).hasSize(10);
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
    assertThat(out.get(0)).isEqualTo(notice());
    assertThat(notice().at()).isBetween(Records.seconds(9), Records.seconds(20));
    assertThat(notice().text())
        .contains(Records.seconds(9).toString())
        .contains(Records.seconds(20).toString())
        .as("whether a record was lost can't be known: the ring may begin just after the last one")
        .contains("may be missing");
  }

  @Test
  void an_empty_replay_is_a_restart() {
    open(false);
    takeRing(0, 10);
    reconnect();
    pass(250);
    assertThat(notice().kind()).isEqualTo(Kind.RESTARTED);
    take(Records.at(60, "new"));
    assertThat(shown()).containsExactly("new");
  }

  @Test
  void another_address_with_nothing_known_is_a_restart() {
    open(false);
    takeRing(0, 10);
    pass(3000);
    guard.closed(now, out::add);
    out.clear();
    open(true);
    takeRing(20, 30);
    pass(300);
    assertThat(notice().kind()).isEqualTo(Kind.RESTARTED);
    assertThat(shown()).hasSize(10);
  }

  @Test
  void a_much_shorter_replay_with_nothing_known_is_a_restart() {
    open(false);
    takeRing(0, 100);
    reconnect();
    takeRing(200, 205);
    pass(300);
    assertThat(notice().kind()).isEqualTo(Kind.RESTARTED);
  }

  @Test
  void a_replay_that_is_still_coming_is_not_called_a_restart() {
    open(false);
    takeRing(0, 100);
    reconnect();
    for (int i = 0; i < 13; i++) {
      take(Records.at(200 + i, "n" + i));
      pass(20);
    }
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
  }

  @Test
  void what_the_ring_begins_with_is_shown_marked_where_nothing_is_proved() {
    open(false);
    take(Records.at(1, "same"), Records.at(1, "same"), Records.at(1, "same"));
    reconnect();
    take(Records.at(1, "same"), Records.at(1, "same"));
    pass(300);
    assertThat(shown())
        .as("the ring may have lost the old ones and hold two new ones")
        .containsExactly("same?", "same?");
  }

  @Test
  void D4_a_clock_set_back_drops_nothing_and_changes_no_order() {
    open(false);
    takeRing(5000, 5005);
    take(Records.at(1400, "a"), Records.at(1401, "b"), Records.at(1400.5, "c"));
    assertThat(shown()).endsWith("a", "b", "c").hasSize(8);
    reconnect();
    take(Records.at(5004, "n5004"), Records.at(1400, "a"), Records.at(1401, "b"));
    take(Records.at(1400.5, "c"), Records.at(1402, "d"));
    pass(300);
    assertThat(shown()).endsWith("d");
  }

  @Test
  void D5_equal_records_are_all_shown() {
    open(false);
    for (int i = 0; i < 10; i++) {
      take(Records.at(1, "tick"));
    }
    assertThat(out).hasSize(10);
  }

  @Test
  void D5_equal_records_are_all_shown_after_a_replay_too() {
    open(false);
    takeRing(0, 10);
    reconnect();
    takeRing(5, 10);
    for (int i = 0; i < 10; i++) {
      take(Records.at(20, "tick"));
    }
    assertThat(shown()).hasSize(10);
  }

  @Test
  void D6_records_sent_both_in_the_replay_and_live_are_shown_once() {
    open(false);
    takeRing(0, 10);
    takeRing(7, 12);
    assertThat(shown()).hasSize(12).doesNotHaveDuplicates();
    assertThat(guard.repeated()).isEqualTo(3);
  }

  @Test
  void D6_a_record_that_overtakes_the_replay_does_not_make_twins_repeats() {
    open(false);
    take(Records.at(9, "live"));
    take(
        Records.at(1, "twin"), Records.at(1, "twin"), Records.at(2, "twin"), Records.at(2, "twin"));
    assertThat(out).hasSize(5);
  }

  @Test
  void D6_twins_are_both_shown() {
    open(false);
    for (int i = 0; i < 5; i++) {
      take(Records.at(i, "twin"), Records.at(i, "twin"));
    }
    assertThat(out).hasSize(10);
    assertThat(shown().stream().filter(text -> text.endsWith("?"))).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void D6_ends_two_seconds_after_the_handshake() {
    open(false);
    takeRing(0, 3);
    pass(2000);
    take(Records.at(1, "n1"));
    assertThat(shown()).containsExactly("n0", "n1", "n2", "n1");
  }

  @Test
  void D7_a_stream_without_a_replay_is_held_a_quarter_of_a_second() {
    open(false);
    takeRing(0, 10);
    reconnect();
    for (int i = 0; i < 26; i++) {
      take(Records.at(100 + i, "live" + i));
      pass(10);
    }
    assertThat(shown()).as("250 ms after the first record").hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void D7_a_held_burst_is_bounded() {
    open(false);
    takeRing(0, 10);
    reconnect();
    takeRing(100, 2000);
    assertThat(out).as("without any time passing").isNotEmpty();
  }

  @Test
  void what_is_held_when_the_connection_breaks_is_handed_on() {
    open(false);
    takeRing(0, 10);
    reconnect();
    takeRing(50, 53);
    assertThat(out).isEmpty();
    guard.closed(now, out::add);
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
    assertThat(shown()).containsExactly("n50", "n51", "n52");
  }

  @Test
  void a_ring_of_a_thousand_is_remembered_though_the_first_replay_was_short() {
    open(false);
    takeRing(0, 10);
    pass(3000);
    takeRing(10, 3000);
    reconnect();
    takeRing(2001, 3001);
    assertThat(shown()).containsExactly("n3000");
    assertThat(notice().kind()).isEqualTo(Kind.RESUMED);
  }

  @Test
  void what_is_too_old_to_be_remembered_is_shown_marked() {
    open(false);
    takeRing(0, 10);
    pass(3000);
    takeRing(10, 3000);
    reconnect();
    takeRing(1000, 3001);
    pass(300);
    assertThat(shown().stream().filter(text -> !text.endsWith("?"))).containsExactly("n3000");
    assertThat(notice().text()).contains("possible");
  }

  @Test
  void a_stream_that_breaks_again_and_again_repeats_nothing() {
    open(false);
    for (int i = 0; i < 50; i++) {
      takeRing(i * 10, i * 10 + 100);
      pass(100);
      guard.closed(now, out::add);
      open(false);
    }
    assertThat(shown()).hasSize(590).doesNotHaveDuplicates();
    assertThat(out.stream().filter(StreamNotice.class::isInstance).map(StreamNotice.class::cast))
        .allMatch(notice -> notice.kind() == Kind.RESUMED);
  }

  @Test
  void records_without_a_stamp_are_never_dropped() {
    open(false);
    for (int i = 0; i < 5; i++) {
      take(Records.unstamped(i, "heartbeat"));
    }
    reconnect();
    for (int i = 0; i < 8; i++) {
      take(Records.unstamped(100 + i, "heartbeat"));
      pass(10);
    }
    pass(3000);
    assertThat(shown()).as("nothing proves that they came before").hasSize(8);
    assertThat(shown()).allMatch(text -> text.endsWith("?"));
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
    out.clear();
    take(Records.unstamped(200, "heartbeat"));
    assertThat(shown()).as("the replay is long over").containsExactly("heartbeat");
  }

  @Test
  void records_whose_stamp_is_not_understood_are_never_dropped() {
    open(false);
    take(strange(1), strange(2), strange(3));
    reconnect();
    take(strange(101), strange(102), strange(103));
    pass(300);
    assertThat(shown()).hasSize(3);
    assertThat(notice().kind()).isNotEqualTo(Kind.RESUMED);
  }

  private static LogEvent strange(double seconds) {
    Instant arrival = Records.seconds(seconds);
    return Records.of(Records.WORKER, new EventTime(arrival, arrival, "today"), "tick", "tick");
  }

  @Test
  void a_line_without_a_stamp_does_not_keep_the_others_from_being_judged() {
    open(false);
    takeRing(0, 10);
    reconnect();
    take(Records.unstamped(5000, "Welcome"));
    takeRing(5, 12);
    assertThat(shown()).containsExactly("Welcome", "n10", "n11");
    assertThat(notice().kind()).isEqualTo(Kind.RESUMED);
  }

  @Test
  void D9_what_memory_forces_it_to_forget_is_shown_again_and_marked() {
    AtomicLong memory = new AtomicLong(Long.MAX_VALUE);
    Continuity small = new ReplayGuard(Records.WORKER, memory::get);
    small.opened(now, false);
    for (int i = 0; i < 3000; i++) {
      small.accept(Records.at(i, "n" + i), now, out::add);
    }
    memory.set(1024 * 192);
    now += 3000 * MILLI;
    small.accept(Records.at(3000, "n3000"), now, out::add);
    small.closed(now, out::add);
    out.clear();
    small.opened(now, false);
    for (int i = 0; i < 3001; i++) {
      small.accept(Records.at(i, "n" + i), now, out::add);
    }
    now += 300 * MILLI;
    small.expire(now, out::add);
    assertThat(shown()).hasSizeGreaterThanOrEqualTo(3001 - 1024);
    assertThat(shown()).allMatch(message -> message.endsWith("?"));
  }
}
