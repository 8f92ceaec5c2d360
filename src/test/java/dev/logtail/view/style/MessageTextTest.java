package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
  private static final String LOGGER = "VnpyWorker[002050.SZ]";
  private static final String STAMP = "2026-02-01T14:30:25.123456";
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123456Z");

  private static LogEvent event(String message, String stamp) {
    return new LogEvent(
        new WorkerKey("w"),
        new EventTime(AT, AT, stamp),
        Level.of("INFO"),
        message,
        new Origin(LOGGER, "vnpy_adapter", "run", 95),
        Receipt.text(message));
  }

  private static String brief(String message) {
    return MessageText.brief().of(event(message, STAMP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: ",
        "2026-02-01 14:30:25,124 INFO VnpyWorker[002050.SZ]: ",
        "2026-02-01T14:30:25.123456 INFO     VnpyWorker[002050.SZ]: ",
        "2026-02-01 14:30:25 [INFO] VnpyWorker[002050.SZ]: ",
        "2026-02-01 14:30:25,123 - VnpyWorker[002050.SZ] - INFO - ",
        "2026-02-01 14:30:25 - VnpyWorker[002050.SZ] - INFO     - ",
        "[2026-02-01 14:30:25] INFO ",
        "[2026-02-01 14:30:25,123] [INFO] ",
        "[2026-02-01 14:30:25,123] INFO: ",
        "[2026-02-01 14:30:25,123] INFO VnpyWorker[002050.SZ]: "
      })
  void a_prefix_that_only_repeats_is_left_out(String prefix) {
    assertThat(brief(prefix + "Bar: #1\nnext")).isEqualTo("Bar: #1\nnext");
    assertThat(MessageText.whole().of(event(prefix + "Bar", STAMP))).isEqualTo(prefix + "Bar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-01 14:30:26,123 INFO VnpyWorker[002050.SZ]: an other second",
        "2026-02-01 14:30:25,999 INFO VnpyWorker[002050.SZ]: an other millisecond",
        "2026-02-01 13:30:25,123 INFO VnpyWorker[002050.SZ]: an other hour",
        "2026-02-01 14:30:25,123 ERROR VnpyWorker[002050.SZ]: an other level",
        "2026-02-01 14:30:25,123 INFORMED VnpyWorker[002050.SZ]: no level",
        "2026-02-01 14:30:25,123 INFO root: an other logger",
        "2026-02-01 14:30:25,123 INFO no logger",
        "2026-02-01 14:30:25,123 - root - INFO - an other logger",
        "2026-13-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: no date",
        "2026-02-30 14:30:25,123 INFO VnpyWorker[002050.SZ]: no date",
        "[2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: no bracket",
        "[2026-02-01 14:30:25] 42",
        "2026-02-01 14:30:25,123",
        "2026 was a good year",
        "INFO VnpyWorker[002050.SZ]: no time",
        ""
      })
  void anything_that_says_more_stays(String message) {
    assertThat(brief(message)).isEqualTo(message);
  }

  @Test
  void a_stamp_with_a_zone_or_a_number_is_the_same_time_in_any_zone() {
    String message = "2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: Bar";
    assertThat(MessageText.brief().of(event(message, "2026-02-01T06:30:25.123456Z")))
        .isEqualTo("Bar");
    assertThat(MessageText.brief().of(event(message, "1769927425.123456"))).isEqualTo("Bar");
    String late = "2026-02-01 14:31:25,123 INFO VnpyWorker[002050.SZ]: Bar";
    assertThat(MessageText.brief().of(event(late, "1769927425.123456"))).isEqualTo(late);
  }

  @Test
  void a_record_without_a_stamp_is_repeated_by_nothing() {
    String message = "2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: Bar";
    assertThat(MessageText.brief().of(event(message, ""))).isEqualTo(message);
  }

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Property(tries = 2_000)
  void what_is_shown_is_always_the_end_of_the_message(
      @ForAll("hostile") String text, @ForAll("hostile") String stamp) {
    for (String prefix : new String[] {"", "2026-02-01 14:30:25,123", "[2026-02-01 14:30:25] "}) {
      assertThat(prefix + text).endsWith(MessageText.brief().of(event(prefix + text, stamp)));
    }
  }
}
