package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Health.Condition;
import dev.logtail.model.WorkerStatus;
import dev.logtail.view.style.CellWidth;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthWordsTest {
  private static WorkerRow row(Condition condition) {
    return new WorkerRow(FakeStaff.in(condition, 600_000), 312.4, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECTING | ◐ | connecting  | connecting
          LIVE       | ● | 312/s       | connected for 2h
          QUIET      | ◉ | quiet 4m    | quiet for 4m: connected, and logs nothing
          STALLED    | ⚠ | stalled 25s | stalled: no sign of life for 25s · r reconnects
          RESTARTED  | ↻ | restarted   | restarted 3s ago
          RETRYING   | ◌ | retry 4s    | retry in 4s, r now · ws://127.0.0.1:9003: connection refused
          REFUSED    | ✕ | refused     | refused · r tries again · ws://127.0.0.1:9004: answered 403, forbidden
          FAILED     | ✕ | failed      | failed · r tries again · ws://127.0.0.1:9005: not a WebSocket server
          NO_STREAM  | ○ | no url      | no stream · followed once the API names one · has no stream: streaming is off
          DEAD       | † | dead        | dead: the API says alive=false; its stream is still open
          GONE       | · | gone        | gone: the API lists it no longer; its lines stay · R asks again
          """)
  void each_condition_has_its_glyph_its_word_and_its_sentence(
      Condition condition, String glyph, String brief, String sentence) {
    assertThat(HealthWords.glyph(condition)).isEqualTo(glyph);
    assertThat(HealthWords.brief(row(condition), FakeFarm.START)).isEqualTo(brief);
    assertThat(HealthWords.sentence(row(condition), FakeFarm.START)).isEqualTo(sentence);
  }

  @Test
  void no_two_conditions_look_alike_without_colours_and_each_glyph_takes_one_cell() {
    List<String> seen =
        Arrays.stream(Condition.values())
            .map(
                condition -> {
                  assertThat(CellWidth.of(HealthWords.glyph(condition))).isEqualTo(1);
                  return HealthWords.glyph(condition)
                      + HealthWords.brief(row(condition), FakeFarm.START);
                })
            .toList();
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void a_wait_shows_no_zero_before_it_is_over() {
    WorkerStatus retried = row(Condition.RETRYING).status();
    WorkerRow row = new WorkerRow(retried, 0, 0);
    assertThat(HealthWords.brief(row, FakeFarm.START.plusMillis(2501))).isEqualTo("retry 1s");
    assertThat(HealthWords.brief(row, FakeFarm.START.plusMillis(3499))).isEqualTo("retry 1s");
    assertThat(HealthWords.brief(row, FakeFarm.START.plusMillis(3500))).isEqualTo("connecting");
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0s", "PT59.9S,59s", "PT60S,1m", "PT59M59S,59m", "PT1H,1h", "PT47H,1d"})
  void ages_take_few_cells(Duration time, String text) {
    assertThat(HealthWords.age(time)).isEqualTo(text);
  }
}
