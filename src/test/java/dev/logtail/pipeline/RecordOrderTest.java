package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.pipeline.dialect.AutoDialect;
import dev.logtail.pipeline.filter.EntryFilter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole session does to the order and the number of records, whatever clocks do. */
class RecordOrderTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private RunningSession running = new RunningSession();

  @AfterEach
  void finish() {
    running.session.finish();
  }

  private FakeStreams.Fake opened(String key) {
    FakeStreams.Fake stream = running.follow(key);
    stream.opened(running.time.now());
    return stream;
  }

  private void log(FakeStreams.Fake stream, long millis, String message) {
    stream.frame(running.time.now(), RunningSession.record(millis, message));
  }

  private static List<String> messages(String prefix, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> prefix + i).toList();
  }

  @Test
  void D4_a_clock_set_back_an_hour_loses_and_reorders_nothing_inside_a_worker() {
    FakeStreams.Fake set = opened("set");
    FakeStreams.Fake other = opened("other");
    running.session.startComplete();
    running.pass(3000);
    for (int i = 0; i < 60; i++) {
      log(set, 3000 + 100L * i - (i < 30 ? 0 : HOUR), "s" + i);
      log(other, 3000 + 100L * i, "o" + i);
      running.pass(100);
    }
    running.pass(1000);
    assertThat(running.messages()).hasSize(120);
    assertThat(running.messages()).containsSubsequence(messages("s", 0, 60));
    assertThat(running.messages()).containsSubsequence(messages("o", 0, 60));
    assertThat(marked(Mark.LATE)).as("only the worker whose clock is wrong is late").isEmpty();
  }

  /** Messages of the other worker with that mark. */
  private List<String> marked(Mark mark) {
    return running.out.stream()
        .filter(LogEvent.class::isInstance)
        .map(LogEvent.class::cast)
        .filter(event -> event.worker().value().equals("other"))
        .filter(event -> event.receipt().marks().contains(mark))
        .map(LogEvent::message)
        .toList();
  }

  @Test
  void D4_a_reconnection_after_a_clock_was_set_back_neither_loses_nor_repeats() {
    FakeStreams.Fake stream = opened("w");
    running.session.startComplete();
    for (int i = 0; i < 20; i++) {
      log(stream, 100L * i - (i < 10 ? 0 : HOUR), "r" + i);
    }
    running.pass(3000);
    stream.lost(running.time.now());
    running.pass(1000);
    stream.opened(running.time.now());
    for (int i = 5; i < 25; i++) {
      log(stream, 100L * i - (i < 10 ? 0 : HOUR), "r" + i);
    }
    running.pass(1000);
    assertThat(running.messages()).containsExactlyElementsOf(messages("r", 0, 25));
  }

  @Test
  void D5_ten_identical_records_of_one_connection_are_ten_lines() {
    FakeStreams.Fake stream = opened("w");
    running.session.startComplete();
    Collections.nCopies(10, "same").forEach(message -> log(stream, 5, message));
    running.pass(1000);
    assertThat(running.messages()).isEqualTo(Collections.nCopies(10, "same"));
  }

  @Test
  void D7_a_reconnection_without_a_replay_delays_a_record_by_a_quarter_of_a_second() {
    FakeStreams.Fake stream = opened("w");
    running.session.startComplete();
    log(stream, 0, "first");
    running.settle();
    running.pass(200);
    assertThat(running.messages()).as("no delay but the window's at first").hasSize(1);
    running.pass(3000);
    stream.lost(running.time.now());
    running.pass(1000);
    stream.opened(running.time.now());
    log(stream, 4200, "live");
    running.settle();
    running.pass(250 + 200);
    assertThat(running.messages()).containsExactly("first", "live");
  }

  @Test
  void stamps_without_a_zone_are_of_the_servers_zone_in_records_and_in_lines() {
    running.session.finish();
    running =
        new RunningSession(
            new FollowSession.Settings(Duration.ofMillis(200), OptionalInt.empty(), 1 << 20),
            new AutoDialect(ZoneId.of("Asia/Shanghai")),
            EntryFilter.ALL);
    FakeStreams.Fake zoneless = opened("zoneless");
    FakeStreams.Fake lines = opened("lines");
    FakeStreams.Fake utc = opened("utc");
    running.session.startComplete();
    String at = RunningSession.instant(8 * HOUR).toString().replace("Z", "");
    String then = at.substring(0, 19);
    utc.frame(
        running.time.now(), RunningSession.record(1500, "2").replace("\",\"level", "Z\",\"level"));
    lines.frame(running.time.now(), then.replace('T', ' ') + ",900 INFO core: 1\n");
    zoneless.frame(running.time.now(), "{\"timestamp\":\"" + then + "\",\"message\":\"0\"}");
    running.pass(1000);
    assertThat(running.messages()).containsExactly("0", "1", "2");
  }
}
