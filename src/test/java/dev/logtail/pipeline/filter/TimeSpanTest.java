package dev.logtail.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** 14:30:00 in the zone. */
  private static final Instant NOW = Instant.parse("2026-02-01T06:30:00Z");

  private static TimeSpan read(String since, String until, Instant now) {
    return TimeSpan.read(given(since), given(until), ZONE, now);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(word -> !word.isEmpty());
  }

  private static String local(Optional<Instant> moment) {
    return moment.map(at -> at.atZone(ZONE).toLocalDateTime().toString()).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "10m,2026-02-01T14:20",
    "-10m,2026-02-01T14:20",
    "2h30m,2026-02-01T12:00",
    "14:30,2026-02-01T14:30",
    "14:31,2026-01-31T14:31",
    "9:05,2026-02-01T09:05",
    "23:59:59.5,2026-01-31T23:59:59.500",
    "today,2026-02-01T00:00",
    "Yesterday,2026-01-31T00:00",
    "now,2026-02-01T14:30",
    "2026-01-30,2026-01-30T00:00",
    "2026-01-30T14:30,2026-01-30T14:30",
    "2026-01-30 14:30:05.25,2026-01-30T14:30:05.250",
    "2026-01-30T14:30Z,2026-01-30T22:30",
    "1769927425,2026-02-01T14:30:25",
    "1769927425123,2026-02-01T14:30:25.123",
  })
  void since_is_a_moment_and_a_time_of_day_the_last_that_was(String text, String expected) {
    assertThat(local(read(text, "", NOW).since())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'',16:00,2026-02-01T16:00",
    "'',13:00,2026-02-01T13:00",
    "'',+10m,2026-02-01T14:40",
    "14:00,16:00,2026-02-01T16:00",
    "15:00,16:00,2026-01-31T16:00",
    "22:00,6:00,2026-02-01T06:00",
    "20h,18:20,2026-02-01T18:20",
    "20h,18:40,2026-01-31T18:40",
    "yesterday,13:00,2026-01-31T13:00",
  })
  void until_as_a_time_of_day_is_the_first_after_since(String since, String until, String end) {
    assertThat(local(read(since, until, NOW).until())).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"25:00", "14:60", "tomorow", "2026-02-30", "10 apples", "", "-"})
  void what_is_no_moment_is_refused_with_the_forms_that_are(String text) {
    assertThatThrownBy(() -> TimeSpan.read(Optional.of(text), Optional.empty(), ZONE, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--since: '" + text + "' is no moment; write 10m (ago), 14:30, ");
  }

  @Test
  void a_misspelt_word_is_recognised() {
    assertThatThrownBy(() -> read("", "yesterdya", NOW))
        .hasMessage("--until: 'yesterdya' is no moment; did you mean yesterday?");
  }

  @Test
  void a_span_in_which_nothing_can_lie_is_refused() {
    assertThatThrownBy(() -> read("10m", "1h", NOW))
        .hasMessage(
            "--since 10m is not before --until 1h (2026-02-01T14:20 and 2026-02-01T13:30): "
                + "nothing lies between them");
    assertThatThrownBy(() -> read("10m", "600s", NOW)).hasMessageContaining("not before");
  }

  @Property
  void neighbouring_spans_share_out_every_record_once(
      @ForAll @IntRange(max = 50) int cut, @ForAll @IntRange(max = 50) int millis) {
    Instant middle = NOW.plusMillis(cut);
    LogEvent event = event(NOW.plusMillis(millis));
    boolean before = new TimeSpan(Optional.empty(), Optional.of(middle)).holds(event);
    boolean after = new TimeSpan(Optional.of(middle), Optional.empty()).holds(event);

    assertThat(before).isNotEqualTo(after);
    assertThat(before).isEqualTo(millis < cut);
  }

  private static LogEvent event(Instant at) {
    return new LogEvent(
        new WorkerKey("w"),
        new EventTime(at, NOW, "x"),
        Level.NONE,
        "m",
        Origin.UNKNOWN,
        Receipt.text("m"));
  }
}
