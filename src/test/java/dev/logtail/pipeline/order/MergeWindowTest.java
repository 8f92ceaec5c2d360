package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MergeWindowTest {
  private static final Duration HOLD = Duration.ofMillis(200);
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final WorkerKey A = new WorkerKey("a");
  private static final WorkerKey B = new WorkerKey("b");
  private static final WorkerKey C = new WorkerKey("c");

  private final MergeWindow window = new MergeWindow(HOLD);
  private final List<Entry> out = new ArrayList<>();
  private long now = -Duration.ofDays(300).toNanos();
  private Instant clock = Records.T0;

  /** Time passes; the window is told whenever it asked to be. */
  private void pass(long millis) {
    long end = now + millis * MILLI;
    for (OptionalLong due = window.deadline();
        due.isPresent() && due.getAsLong() - end <= 0;
        due = window.deadline()) {
      window.release(due.getAsLong(), out::add);
    }
    now = end;
    clock = clock.plusMillis(millis);
    window.release(now, out::add);
  }

  private void add(WorkerKey worker, Instant at, String message) {
    add(worker, at, message, false);
  }

  private void add(WorkerKey worker, Instant at, String message, boolean atSeam) {
    EventTime time = new EventTime(at, clock, at.toString());
    window.add(Records.of(worker, time, message, message), now, atSeam);
    window.release(now, out::add);
  }

  private void tell(WorkerKey worker, Instant at, Kind kind) {
    window.add(new StreamNotice(worker, at, kind, kind.name()), now, true);
    window.release(now, out::add);
  }

  private List<String> texts() {
    return out.stream().map(MergeWindowTest::text).toList();
  }

  private static String text(Entry entry) {
    if (entry instanceof LogEvent event) {
      return event.message() + (event.receipt().marks().contains(Mark.LATE) ? " late" : "");
    }
    return ((StreamNotice) entry).text();
  }

  @Test
  void what_arrives_a_little_later_still_takes_its_place() {
    add(A, clock.minusMillis(10), "second");
    pass(150);
    add(B, clock.minusMillis(200), "first");
    assertThat(out).isEmpty();
    pass(50);
    assertThat(texts()).containsExactly("first", "second");
  }

  @Test
  void an_entry_waits_no_longer_than_the_hold() {
    add(A, clock, "one");
    pass(199);
    assertThat(out).isEmpty();
    pass(1);
    assertThat(texts()).containsExactly("one");
    assertThat(window.deadline()).isEmpty();
  }

  @Test
  void what_comes_too_late_is_handed_on_at_once_and_marked() {
    add(A, clock, "now");
    pass(300);
    add(B, clock.minusMillis(400), "before");
    assertThat(texts()).containsExactly("now", "before late");
  }

  @Test
  void D4_a_clock_set_back_keeps_the_order_of_arrival() {
    add(A, clock, "1");
    add(A, clock.minusSeconds(3600), "2");
    add(A, clock.minusSeconds(3599), "3");
    add(A, clock.minusSeconds(3601), "4");
    pass(200);
    add(A, clock.minusSeconds(3600), "5");
    pass(200);
    assertThat(texts().stream().map(text -> text.substring(0, 1)))
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void a_stream_an_hour_ahead_neither_hurries_the_others_nor_makes_them_late() {
    for (int i = 0; i < 20; i++) {
      add(A, clock.plusSeconds(3600), "ahead");
      pass(20);
      add(B, clock, "b" + i);
      pass(50);
      add(C, clock.minusMillis(60), "c" + i);
      pass(30);
    }
    pass(200);
    List<String> others = texts().stream().filter(text -> !text.startsWith("ahead")).toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add("c" + i);
      expected.add("b" + i);
    }
    assertThat(others).containsExactlyElementsOf(expected);
  }

  @Test
  void a_stream_an_hour_ahead_is_not_kept_waiting() {
    add(A, clock.plusSeconds(3600), "ahead");
    for (int i = 0; i < 10; i++) {
      pass(20);
      add(B, clock, "b");
    }
    assertThat(texts()).contains("ahead");
  }

  @Test
  void streams_that_are_all_hours_ahead_are_merged_like_any() {
    Duration zone = Duration.ofHours(8);
    add(A, clock.plus(zone).minusSeconds(60), "1");
    add(A, clock.plus(zone).minusSeconds(20), "3");
    add(B, clock.plus(zone).minusSeconds(40), "2");
    pass(100);
    add(A, clock.plus(zone), "5");
    pass(50);
    add(B, clock.plus(zone).minusMillis(60), "4");
    pass(200);
    assertThat(texts()).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void a_live_record_that_overtakes_the_replay_is_put_in_its_place() {
    add(A, clock.minusMillis(500), "1", true);
    add(A, clock.minusMillis(100), "live", true);
    add(A, clock.minusMillis(400), "2", true);
    add(A, clock.minusMillis(300), "3", true);
    pass(200);
    assertThat(texts()).containsExactly("1", "2", "3", "live");
  }

  @Test
  void histories_are_merged_though_each_begins_with_news_of_its_connection() {
    tell(A, clock, Kind.CONNECTED);
    add(A, clock.minusSeconds(60), "1", true);
    add(A, clock.minusSeconds(40), "3", true);
    pass(30);
    tell(B, clock, Kind.CONNECTED);
    add(B, clock.minusSeconds(50), "2", true);
    add(B, clock.minusSeconds(30), "4", true);
    pass(300);
    assertThat(texts()).containsExactly("1", "2", "3", "4", "CONNECTED", "CONNECTED");
  }

  @Test
  void a_gap_stands_between_the_records_that_it_parts() {
    add(A, clock.minusSeconds(9), "before", true);
    tell(A, clock.minusSeconds(5), Kind.GAP);
    add(A, clock.minusSeconds(5), "after", true);
    pass(300);
    assertThat(texts()).containsExactly("before", "GAP", "after");
  }

  @Test
  void a_gap_stands_between_its_records_though_the_clock_was_set_back() {
    add(A, clock, "before");
    tell(A, clock.minusSeconds(3605), Kind.GAP);
    add(A, clock.minusSeconds(3600), "after");
    tell(A, clock.plusSeconds(7200), Kind.DROPPED);
    add(A, clock.minusSeconds(3590), "last");
    pass(300);
    assertThat(texts().stream().map(text -> text.replace(" late", "")))
        .containsExactly("before", "GAP", "after", "DROPPED", "last");
  }

  @Test
  void records_of_one_moment_keep_the_order_of_arrival() {
    add(B, clock, "1");
    add(A, clock, "2");
    add(B, clock, "3");
    pass(200);
    assertThat(texts()).containsExactly("1", "2", "3");
  }

  @Test
  void flush_hands_on_everything_in_order_and_leaves_nothing() {
    add(A, clock, "2");
    add(A, clock.plusSeconds(3600), "4");
    add(B, clock.minusMillis(5), "1");
    add(C, clock.plusMillis(120), "3");
    window.flush(out::add);
    assertThat(texts()).containsExactly("1", "2", "3", "4");
    assertThat(window.deadline()).isEmpty();
    pass(1000);
    assertThat(out).hasSize(4);
  }
}
