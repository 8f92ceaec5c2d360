package dev.logtail.pipeline.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.LogEvent;
import dev.logtail.model.RawFrame;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawDecoderTest {
  private static final WorkerKey WORKER = new WorkerKey("h:8080/ws/logs");
  private static final Instant NOW = Instant.parse("2026-02-01T06:31:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Dialect.Decoder decoder = new RawDialect(ZONE).decoderFor(WORKER);

  private List<LogEvent> decode(Instant arrival, String... frames) {
    List<LogEvent> events = new ArrayList<>();
    for (String frame : frames) {
      decoder.decode(new RawFrame(arrival, frame), events::add);
    }
    return events;
  }

  private LogEvent only(String frame) {
    List<LogEvent> events = decode(NOW, frame);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-01 14:30:25,123 - engine.core - WARNING - slow bar#25.123#WARNING#engine.core#slow bar",
        "2026-02-01 14:30:25,123 - my app - ERROR - a - b#25.123#ERROR#my app#a - b",
        "2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: Bar: 1#25.123#INFO#VnpyWorker[002050.SZ]#Bar: 1",
        "2026-02-01T14:30:25.123456+08:00 ERROR refused#25.123456#ERROR##refused",
        "2026-02-01T06:30:25.5Z [warn] core: hot#25.500#WARNING#core#hot",
        "[2026-02-01 14:30:25 +0800] [17] [INFO] Booting worker#25#INFO##[17] Booting worker",
        "[2026-02-01 14:30:25] DEBUG tick#25#DEBUG##tick",
        "2026-02-01 14:30:25.123 | INFO     | engine:run:95 - Bar#25.123#INFO#engine#Bar",
        "2026-02-01 14:30:25 something happened#25#NONE##something happened",
        "Feb  1 14:30:25 host engine[17]: Bar processed#25#NONE#engine#Bar processed",
        "time=2026-02-01T14:30:25+08:00 level=error msg=\"order \\\"7\\\" refused\" id=7#25#ERROR##order \"7\" refused id=7",
        "{\"timestamp\":\"2026-02-01T14:30:25\",\"level\":\"INFO\",\"message\":\"Bar\",\"logger\":\"e\"}#25#INFO#e#Bar"
      })
  void shapes_with_a_time(String row) {
    String[] cells = row.split("#", -1);
    LogEvent event = only(cells[0] + "\n");
    assertThat(event.at()).isEqualTo(Instant.parse("2026-02-01T06:30:" + cells[1] + "Z"));
    assertThat(event.time().isOwn()).isTrue();
    check(event, cells);
  }

  private static void check(LogEvent event, String[] cells) {
    assertThat(event.level().severity()).isEqualTo(Severity.valueOf(cells[2]));
    assertThat(event.origin().logger()).isEqualTo(cells[3]);
    assertThat(event.message()).isEqualTo(cells[4]);
    assertThat(event.receipt().text()).isEqualTo(cells[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFO:     Uvicorn running on http://127.0.0.1:8000##INFO##Uvicorn running on http://127.0.0.1:8000",
        "WARNING:root:disk low: 5%##WARNING#root#disk low: 5%",
        "\u001b[32mINFO\u001b[0m:     Started##INFO##Started",
        "level=info msg=ready##INFO##ready",
        "Bar processed##NONE##Bar processed",
        "NOTE: this is no level##NONE##NOTE: this is no level",
        "a=b c##NONE##a=b c",
        "{broken##NONE##{broken",
        "[x] y##NONE##[x] y",
        "9999-99-99 99:99:99 INFO x##NONE##9999-99-99 99:99:99 INFO x",
        "##NONE##"
      })
  void shapes_without_a_time(String row) {
    String[] cells = row.split("#", -1);
    LogEvent event = only(cells[0] + "\n");
    assertThat(event.time().isStamped()).isFalse();
    assertThat(event.at()).isEqualTo(NOW);
    check(event, cells);
    assertThat(event.receipt().marks()).isEmpty();
  }

  @Test
  void one_newline_goes_and_nothing_else_parts_lines() {
    assertThat(decode(NOW, "a\n\n")).extracting(LogEvent::message).containsExactly("a", "");
    assertThat(decode(NOW, "b\u0085\u2028\r\u0000c\n"))
        .extracting(LogEvent::message)
        .containsExactly("b\u0085\u2028\r\u0000c");
    assertThat(only("without an end").message()).isEqualTo("without an end");
  }

  @Test
  void a_traceback_has_the_level_and_the_time_of_its_record() {
    List<LogEvent> events =
        decode(
            NOW,
            "2026-02-01 14:30:25,123 ERROR engine: refused\n",
            "Traceback (most recent call last):\n",
            "  File \"engine.py\", line 95, in run\n",
            "ValueError: no price\n",
            "\n",
            "During handling of the above exception, another exception occurred:\n",
            "KeyError\n",
            "all is well again\n");
    assertThat(events).hasSize(8);
    assertThat(events.subList(0, 7))
        .allSatisfy(
            event -> {
              assertThat(event.level().severity()).isEqualTo(Severity.ERROR);
              assertThat(event.at()).isEqualTo(Instant.parse("2026-02-01T06:30:25.123Z"));
              assertThat(event.origin().logger()).isEqualTo("engine");
            });
    assertThat(events.get(7).level().severity()).isEqualTo(Severity.NONE);
    assertThat(events.get(7).at()).isEqualTo(NOW);
  }

  @Test
  void a_traceback_in_one_frame_is_one_record() {
    LogEvent event =
        only("ERROR:engine:refused\nTraceback (most recent call last):\n  File\nValueError: x\n");
    assertThat(event.message())
        .isEqualTo("refused\nTraceback (most recent call last):\n  File\nValueError: x");
    assertThat(event.receipt().text()).startsWith("ERROR:engine:refused\nTraceback");
    assertThat(decode(NOW, "INFO:a:x\nINFO:b:y\n"))
        .extracting(LogEvent::message)
        .containsExactly("x", "y");
  }

  @Test
  void what_is_indented_long_after_a_record_is_not_its_own() {
    decode(NOW, "ERROR:engine:refused\n");
    LogEvent late = decode(NOW.plus(Duration.ofSeconds(2)), "  ready\n").get(0);
    assertThat(late.level().severity()).isEqualTo(Severity.NONE);
  }

  @Test
  void a_line_of_megabytes_is_read_at_once() {
    String line = "2026-02-01 14:30:25,123 - " + "- ".repeat(750_000);
    for (int i = 0; i < 50; i++) {
      assertThat(only(line).message()).hasSizeGreaterThan(1_000_000);
    }
    assertThat(only("a=\"" + "\\\"".repeat(750_000)).message()).hasSizeGreaterThan(1_000_000);
  }

  @Test
  void a_stream_is_what_its_first_frame_looks_like() {
    assertThat(ruleOf("{\"message\":\"a\"}")).isEqualTo(ResumeRule.REPLAYED_RECORDS);
    assertThat(ruleOf(" [{\"message\":\"a\"}]")).isEqualTo(ResumeRule.REPLAYED_RECORDS);
    assertThat(ruleOf("[2026-02-01 14:30:25] a\n")).isEqualTo(ResumeRule.OVERLAPPING_TEXT);
    assertThat(ruleOf("INFO:     ready\n")).isEqualTo(ResumeRule.OVERLAPPING_TEXT);
  }

  private static ResumeRule ruleOf(String frame) {
    Dialect.Decoder auto = new AutoDialect(ZONE).decoderFor(WORKER);
    List<LogEvent> events = new ArrayList<>();
    auto.decode(new RawFrame(NOW, frame), events::add);
    assertThat(events).hasSize(1);
    return auto.resumeRule();
  }
}
