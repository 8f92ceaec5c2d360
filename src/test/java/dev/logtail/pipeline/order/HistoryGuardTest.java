package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryGuardTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final List<Instant> questions = new ArrayList<>();
  private Sink<RecordHistory.Answer> then = answer -> {};
  private final HistoryGuard guard =
      new HistoryGuard(
          Records.WORKER,
          (worker, since, most, asker) -> {
            questions.add(since);
            then = asker;
          });
  private final List<Entry> out = new ArrayList<>();
  private long now;

  private static LogEvent record(int number) {
    return record("id" + number, number, "m" + number);
  }

  private static LogEvent record(String id, double seconds, String message) {
    LogEvent event = Records.numbered(Records.seconds(seconds), RecordId.named(id));
    return Records.saying(event, message);
  }

  private void pass(long millis) {
    now += millis * MILLI;
    OptionalLong due = guard.deadline();
    if (due.isPresent() && due.getAsLong() <= now) {
      guard.expire(now, out::add);
    }
  }

  private void take(LogEvent... events) {
    for (LogEvent event : events) {
      guard.accept(event, now, out::add);
    }
  }

  private void takeTen() {
    guard.opened(now, false);
    IntStream.rangeClosed(1, 10).forEach(i -> take(record(i)));
    reconnect();
  }

  private void reconnect() {
    pass(3000);
    guard.closed(now, out::add);
    out.clear();
    guard.opened(now, false);
  }

  private void answer(LogEvent... oldestFirst) {
    then.accept(new RecordHistory.Answer.Records(List.of(oldestFirst)));
    pass(1);
  }

  private List<String> shown() {
    return out.stream()
        .filter(LogEvent.class::isInstance)
        .map(LogEvent.class::cast)
        .map(event -> event.message() + (isRecovered(event) ? "+" : ""))
        .toList();
  }

  private static boolean isRecovered(LogEvent event) {
    return event.receipt().marks().contains(Mark.RECOVERED);
  }

  private StreamNotice notice() {
    List<Entry> notices = out.stream().filter(StreamNotice.class::isInstance).toList();
    assertThat(notices).hasSize(1);
    return (StreamNotice) notices.get(0);
  }

  @Test
  void what_was_missed_is_fetched_and_comes_before_what_was_held() {
    takeTen();
    assertThat(questions).containsExactly(Records.seconds(9));
    take(record(10), record(14), record(15));
    assertThat(out).isEmpty();
    answer(record(9), record(10), record(11), record(12), record(13), record(14));
    assertThat(shown()).containsExactly("m11+", "m12+", "m13+", "m14", "m15");
    assertThat(notice().text()).isEqualTo("resumed, 0 lost");
    assertThat(notice().evidence().proven()).isTrue();
    assertThat(guard.fetched()).isEqualTo(4);
    assertThat(guard.repeated()).as("10 and 14").isEqualTo(2);
  }

  @Test
  void a_server_that_sends_its_newest_record_again_and_again_is_heard_once() {
    guard.opened(now, false);
    take(record(1), record(1), record(2), record(2), record(1));
    assertThat(shown()).containsExactly("m1", "m2");
    assertThat(guard.repeated()).isEqualTo(3);
  }

  @Test
  void a_history_that_forgot_the_last_record_is_a_gap() {
    takeTen();
    answer(record(20), record(21));
    assertThat(shown()).containsExactly("m20+", "m21+");
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
    assertThat(notice().evidence().lost()).as("its ids are no numbers").isEmpty();
    assertThat(out.get(0)).isEqualTo(notice());
  }

  @Test
  void where_ids_are_consecutive_numbers_the_gap_has_a_size() {
    guard.opened(now, false);
    for (long i = 0; i < 5; i++) {
      take(record(Long.toString(9007199254740990L + i), i, "m" + i));
    }
    reconnect();
    answer(record("9007199254741007", 17, "m17"));
    assertThat(notice().text()).startsWith("gap: 12 records lost");
    assertThat(notice().evidence().lost()).isEqualTo(OptionalLong.of(12));
  }

  @Test
  void an_id_that_names_another_record_is_new_and_that_is_said_once() {
    takeTen();
    answer(record(10));
    take(record("id3", 30, "other"), record("id4", 31, "another"), record("id4", 31, "another"));
    assertThat(shown()).containsExactly("other", "another");
    assertThat(out.stream().filter(StreamNotice.class::isInstance)).hasSize(2);
    assertThat(((StreamNotice) out.get(1)).text()).contains("ids name other records");
  }

  @Test
  void without_an_answer_the_replay_is_judged() {
    takeTen();
    take(record(8), record(9), record(10), record(11));
    then.accept(new RecordHistory.Answer.Failed("status 500"));
    pass(300);
    assertThat(shown()).containsExactly("m11");
    assertThat(notice().text())
        .isEqualTo("the history could not be had (status 500); resumed, 0 lost");
    assertThat(guard.repeated()).isEqualTo(3);
  }

  @Test
  void an_answer_that_does_not_come_is_waited_for_five_seconds() {
    takeTen();
    take(record(40));
    pass(4900);
    assertThat(out).isEmpty();
    pass(100);
    pass(250);
    assertThat(notice().kind()).isEqualTo(Kind.GAP);
    assertThat(notice().text()).startsWith("the history could not be had (no answer in 5 seconds)");
    assertThat(shown()).containsExactly("m40");
    answer(record(10), record(20));
    assertThat(shown()).as("too late").containsExactly("m40");
  }

  @Test
  void what_comes_before_the_answer_is_held_within_bounds() {
    takeTen();
    IntStream.range(100, 5100).forEach(i -> take(record(i)));
    pass(300);
    assertThat(notice().text()).contains("too much came before its answer");
    assertThat(shown()).hasSize(5000);
  }

  @Test
  void a_connection_that_breaks_before_the_answer_leaves_the_question_open() {
    takeTen();
    take(record(14));
    guard.closed(now, out::add);
    assertThat(shown()).containsExactly("m14");
    guard.opened(now, false);
    assertThat(questions).containsExactly(Records.seconds(9), Records.seconds(9));
    answer(record(10), record(11), record(12), record(13), record(14));
    assertThat(shown()).containsExactly("m14", "m11+", "m12+", "m13+");
  }
}
