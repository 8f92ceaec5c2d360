package dev.logtail.pipeline.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerDecoderTest {
  private static final Instant ARRIVAL = Instant.parse("2026-02-01T15:00:00Z");
  private static final WorkerKey WORKER = new WorkerKey("w");
  private static final String USUAL =
      "{\"timestamp\":\"2026-02-01T14:30:25.123456\",\"level\":\"INFO\",\"message\":\"Bar"
          + " processed: #1234\",\"logger_name\":\"VnpyWorker[002050.SZ]\","
          + "\"module\":\"vnpy_adapter\",\"func_name\":\"run\",\"line_no\":95}";

  private final WorkerDialect dialect = new WorkerDialect(ZoneOffset.UTC);
  private final Dialect.Decoder decoder = dialect.decoderFor(WORKER);

  private List<LogEvent> decode(String text) {
    List<LogEvent> events = new ArrayList<>();
    decoder.decode(new RawFrame(ARRIVAL, text), events::add);
    return events;
  }

  private LogEvent one(String text) {
    List<LogEvent> events = decode(text);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static boolean isMalformed(LogEvent event) {
    return event.receipt().marks().contains(Mark.MALFORMED);
  }

  @Test
  void a_record_is_read_whole() {
    LogEvent event = one(USUAL);
    assertThat(event.worker()).isEqualTo(WORKER);
    assertThat(event.at()).isEqualTo(Instant.parse("2026-02-01T14:30:25.123456Z"));
    assertThat(event.time().arrival()).isEqualTo(ARRIVAL);
    assertThat(event.time().text()).isEqualTo("2026-02-01T14:30:25.123456");
    assertThat(event.level()).isEqualTo(Level.of("INFO"));
    assertThat(event.message()).isEqualTo("Bar processed: #1234");
    assertThat(event.origin())
        .isEqualTo(new Origin("VnpyWorker[002050.SZ]", "vnpy_adapter", "run", 95));
    assertThat(event.receipt().text()).isEqualTo(USUAL);
    assertThat(event.receipt().json()).isTrue();
    assertThat(event.receipt().marks()).isEmpty();
  }

  @Test
  void nothing_is_ever_sent_to_a_worker() {
    assertThat(dialect.hello()).isEmpty();
  }

  @Test
  void a_record_without_a_function_has_none() {
    assertThat(one("{\"message\":\"m\",\"module\":\"x\"}").origin())
        .isEqualTo(new Origin("", "x", "", 0));
  }

  @Test
  void an_array_is_as_many_records_and_each_keeps_its_own_text() {
    List<LogEvent> events = decode(" [ {\"message\":\"a\", \"x\":[1,{}]} ,{\"message\":\"b\"}] ");
    assertThat(events).extracting(LogEvent::message).containsExactly("a", "b");
    assertThat(events)
        .extracting(event -> event.receipt().text())
        .containsExactly("{\"message\":\"a\", \"x\":[1,{}]}", "{\"message\":\"b\"}");
    assertThat(events).allMatch(event -> event.receipt().json());
  }

  @Test
  void one_record_leaves_nothing_behind_for_the_next() {
    List<LogEvent> events = decode("[" + USUAL + ",{}]");
    assertThat(events.get(1).origin()).isEqualTo(Origin.UNKNOWN);
    assertThat(events.get(1).level()).isEqualTo(Level.NONE);
    assertThat(events.get(1).time().isStamped()).isFalse();
    assertThat(events.get(1).message()).isEqualTo("{}");
  }

  @Test
  void an_empty_array_holds_nothing() {
    assertThat(decode("[]")).isEmpty();
    assertThat(decode(" [ ] ")).isEmpty();
  }

  @Test
  void strays_in_an_array_are_shown_as_they_are() {
    assertThat(decode("[1, \"two\", [3], null, 4.50, {\"message\":\"six\"}, true]"))
        .extracting(LogEvent::message)
        .containsExactly("1", "\"two\"", "[3]", "null", "4.50", "six", "true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Traceback (most recent call last):",
        "42",
        "\"text\"",
        "null",
        "-",
        "\u0000\u0001",
        "\ufeff{\"message\":\"a\"}",
        "  indented"
      })
  void text_that_is_no_object_is_shown_as_it_is(String text) {
    LogEvent event = one(text);
    assertThat(event.message()).isEqualTo(text);
    assertThat(event.receipt().json()).isFalse();
    assertThat(event.receipt().text()).isEqualTo(text);
    assertThat(event.time().isStamped()).isFalse();
    assertThat(event.at()).isEqualTo(ARRIVAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\t \r\n"})
  void W51_empty_messages_are_shown_as_such(String text) {
    assertThat(one(text).message()).isBlank();
    assertThat(one(text).receipt().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "{\"message\":\"a\"",
        "[{\"message\":\"a\"}",
        "[{\"message\":\"a\"},",
        "{\"message\":\"a\"} x",
        "{\"message\":\"a\"}{\"message\":\"b\"}",
        "{\"timestamp\":NaN}",
        "{\"timestamp\":Infinity}",
        "{message:\"a\"}",
        "{'message':'a'}",
        "{\"message\":\"a\nb\"}",
        "{\"message\":\"\\x\"}",
        "{\"message\":01}",
        "{\"message\":\"a\",}",
        "[1 2]",
        "{\"message\":tru}",
        "// no\n{}"
      })
  void W50_what_is_no_json_is_shown_whole_and_marked(String text) {
    LogEvent event = one(text);
    assertThat(event.message()).isEqualTo(text);
    assertThat(event.receipt().text()).isEqualTo(text);
    assertThat(event.receipt().json()).isFalse();
    if (text.startsWith("{") || text.startsWith("[")) {
      assertThat(isMalformed(event)).isTrue();
    }
  }

  @Test
  void W50_nesting_beyond_64_is_malformed_and_never_a_stack_overflow() {
    String deep = "{\"a\":" + "[".repeat(62) + "]".repeat(62) + ",\"message\":\"m\"}";
    assertThat(one(deep).message()).isEqualTo("m");
    for (int depth : new int[] {65, 10_000, 1_000_000}) {
      String text = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      assertThat(isMalformed(one(text))).isTrue();
      assertThat(isMalformed(one("[".repeat(depth)))).isTrue();
    }
  }

  @Test
  void W50_a_number_of_a_megabyte_is_shown() {
    String number = "9".repeat(1 << 20);
    assertThat(one("{\"line_no\":" + number + ",\"message\":\"m\"}").receipt().text())
        .contains(number);
    assertThat(one("{\"timestamp\":" + number + "}").at()).isEqualTo(ARRIVAL);
  }

  @Test
  void a_message_of_megabytes_is_read() {
    String text = "\u4e2d".repeat(2 << 20);
    assertThat(one("{\"message\":\"" + text + "\"}").message()).isEqualTo(text);
  }

  @Test
  void W50_of_duplicate_keys_the_last_one_wins_and_the_text_keeps_both() {
    LogEvent event = one("{\"message\":\"a\",\"message\":\"b\"}");
    assertThat(event.message()).isEqualTo("b");
    assertThat(event.receipt().text()).contains("\"a\"");
  }

  @Test
  void W50_a_stamp_that_names_no_moment_is_kept_as_sent() {
    LogEvent event = one("{\"timestamp\":\"+1000000000-01-01T00:00:00Z\",\"message\":\"m\"}");
    assertThat(event.at()).isEqualTo(ARRIVAL);
    assertThat(event.time().text()).isEqualTo("+1000000000-01-01T00:00:00Z");
    assertThat(event.time().isOwn()).isFalse();
  }

  @Test
  void lone_surrogates_and_control_characters_come_through() {
    LogEvent event = one("{\"message\":\"\\ud800 \\u0000\\u001b[31m\\u2028\"}");
    assertThat(event.message()).isEqualTo("\ud800 \u0000\u001b[31m\u2028");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1769956225", "1769956225000", "\"1769956225\"", "1769956225000000000"})
  void epochs_come_as_numbers_and_as_strings(String stamp) {
    assertThat(one("{\"timestamp\":" + stamp + "}").at())
        .isEqualTo(Instant.parse("2026-02-01T14:30:25Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "{}", "[1]"})
  void a_stamp_that_is_no_stamp_leaves_the_arrival(String stamp) {
    assertThat(one("{\"timestamp\":" + stamp + ",\"message\":\"m\"}").at()).isEqualTo(ARRIVAL);
  }

  @ParameterizedTest
  @CsvSource({
    "debug,DEBUG", "Info,INFO", "warn,WARNING", "WARNING,WARNING", "error,ERROR", "fatal,CRITICAL",
    "CRITICAL,CRITICAL", "trace,TRACE", "NOTICE,NOTICE", "TRADE,INFO", "40,ERROR", "' err ',ERROR",
    "\u0131nfo,INFO"
  })
  void levels_in_any_case_are_known_and_kept_as_sent(String word, Severity severity) {
    LogEvent event = one("{\"level\":\"" + word + "\",\"message\":\"m\"}");
    assertThat(event.level()).isEqualTo(new Level(severity, word));
  }

  @Test
  void a_level_may_be_a_number() {
    assertThat(one("{\"level\":30}").level().severity()).isEqualTo(Severity.WARNING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\":1769956225,\"severity\":\"ERROR\",\"msg\":\"m\",\"logger\":\"g\"}",
        "{\"@timestamp\":\"2026-02-01T14:30:25Z\",\"lvl\":\"error\",\"text\":\"m\",\"name\":\"g\"}",
        "{\"asctime\":\"2026-02-01 14:30:25,000\",\"levelname\":\"ERROR\",\"event\":\"m\","
            + "\"name\":\"g\"}",
        "{\"time\":\"2026-02-01T14:30:25\",\"level\":\"ERROR\",\"line\":\"m\",\"logger\":\"g\"}"
      })
  void other_shapes_are_shown_by_what_can_be_found_in_them(String json) {
    LogEvent event = one(json);
    assertThat(event.at()).isEqualTo(Instant.parse("2026-02-01T14:30:25Z"));
    assertThat(event.level().severity()).isEqualTo(Severity.ERROR);
    assertThat(event.message()).isEqualTo("m");
    assertThat(event.origin().logger()).isEqualTo("g");
    assertThat(isMalformed(event)).isFalse();
  }

  @Test
  void the_dialect_s_own_names_win_in_any_order() {
    String other = "\"ts\":\"x\",\"msg\":\"x\",\"name\":\"x\",\"severity\":\"x\",\"func\":\"x\"";
    String own =
        "\"timestamp\":\"t\",\"message\":\"m\",\"logger_name\":\"g\",\"level\":\"l\","
            + "\"func_name\":\"f\"";
    for (String json : List.of("{" + other + "," + own + "}", "{" + own + "," + other + "}")) {
      LogEvent event = one(json);
      assertThat(event.time().text()).isEqualTo("t");
      assertThat(event.message()).isEqualTo("m");
      assertThat(event.origin()).isEqualTo(new Origin("g", "", "f", 0));
      assertThat(event.level().word()).isEqualTo("l");
    }
  }

  @Test
  void an_object_in_which_no_message_can_be_found_is_shown_whole() {
    assertThat(one("{\"a\":1,\"b\":null}").message()).isEqualTo("{\"a\":1,\"b\":null}");
    assertThat(one("{\"message\":null}").message()).isEqualTo("{\"message\":null}");
  }

  @Test
  void a_message_that_is_no_string_is_shown_as_json() {
    assertThat(one("{\"message\":{\"a\":[1, 2]}}").message()).isEqualTo("{\"a\":[1, 2]}");
    assertThat(one("{\"message\":1.50}").message()).isEqualTo("1.50");
  }

  @Test
  void an_empty_message_is_a_message() {
    assertThat(one("{\"message\":\"\",\"msg\":\"other\"}").message()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"95,95", "95.0,0", "-1,-1", "99999999999,0", "null,0", "'\"95\"',95", "true,0"})
  void the_line_is_a_number_or_none(String sent, int line) {
    assertThat(one("{\"line_no\":" + sent + ",\"message\":\"m\"}").origin().line()).isEqualTo(line);
  }

  @Provide
  Arbitrary<String> frames() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"message\"",
            "\"timestamp\"",
            "\"line_no\"",
            "\"a\"",
            "1",
            "-",
            "1e5",
            "null",
            "true",
            " ",
            "\n",
            "\\u",
            "\\",
            "\ud800",
            "\u0000",
            "NaN",
            "{}",
            "[]",
            "{\"message\":\"m\"}");
    Arbitrary<String> built = pieces.list().ofMaxSize(20).map(list -> String.join("", list));
    Arbitrary<String> broken =
        Combinators.combine(Arbitraries.integers().between(0, USUAL.length()), pieces)
            .as((at, piece) -> USUAL.substring(0, at) + piece + USUAL.substring(at));
    return Arbitraries.oneOf(built, broken, Arbitraries.strings());
  }

  @Property(tries = 10_000)
  void decoding_never_throws_and_only_an_empty_array_holds_nothing(@ForAll("frames") String text) {
    List<LogEvent> events = decode(text);
    if (events.isEmpty()) {
      assertThat(text.replaceAll("\\s", "")).isEqualTo("[]");
    }
    for (LogEvent event : events) {
      assertThat(text).contains(event.receipt().text());
      assertThat(event.time().arrival()).isEqualTo(ARRIVAL);
    }
  }
}
