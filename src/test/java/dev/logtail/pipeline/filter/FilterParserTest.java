package dev.logtail.pipeline.filter;

import static dev.logtail.pipeline.filter.FilterEntries.NOW;
import static dev.logtail.pipeline.filter.FilterEntries.SHANGHAI;
import static dev.logtail.pipeline.filter.FilterEntries.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamNotice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What filters mean, on one record that is known by heart. */
class FilterParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "level >= WARNING and worker ~ \"002050\" and not message ~ /heartbeat/i",
        "message contains \"timeout\" or duration_ms > 100",
        "logger_name = \"VnpyWorker[002050.SZ]\" and time >= 14:30 and details.step = paper_search",
        "late",
        "\"bar late\"",
        "'Bar late'",
        "资金不足",
        "LEVEL>=warn AND Level<=w",
        "level = 30",
        "level in (error, \"WARN\")",
        "level != ERROR",
        "level ~ ^warn",
        "level contains arn",
        "worker = user123_002050.sz_dragon",
        "worker contains dragon",
        "worker in (x, USER123_002050.SZ_DRAGON)",
        "logger = logger_name and line = 1 or logger = 'VnpyWorker[002050.SZ]'",
        "logger ~ Worker",
        "module = vnpy_adapter and func = run and func_name = run",
        "line = 95 and line_no = 95.0 and line < 100 and line in (1, '95')",
        "line contains 9",
        "message = 'Bar late by 350 ms: 资金不足'",
        "message ~ \\d{3}",
        "message ~ \"\\d+ ms\"",
        "message ~ /(\\d+) MS/i",
        "message ~ /资金|x/ and message !~ /zz/",
        "/late|early/",
        "/LATE/i",
        "details.step = paper_search",
        "details.\"odd name\" = \"x y\"",
        "details['odd name'] contains 'X' or details['odd name'] contains x",
        "details.tags.0 = a and details.tags[1] = B",
        "details.tags ~ '\"B\"'",
        "details contains paper",
        "step = search",
        "duration_ms = 350 and duration_ms = 3.5e2 and duration_ms != 351",
        "duration_ms = \"350\" and duration_ms != \"350.0\"",
        "price = 17.4 and price != \"17.4\" and price >= 17",
        "code = 002050 and code != 2050 and code > 002049",
        "ok = true and none = null and empty = ''",
        "ok != 1 and none != 0",
        "big = 12345678901234567891 and big != 12345678901234567890",
        "$.worker = 'its own' and $.level.x = 1",
        "$[\"level\"] = WARNING",
        "dialect = worker",
        "time >= 14:30 and time < 14:31",
        "time > 14:30:25 and time <= 14:30:25.123",
        "time = 14:30:25.123",
        "time > 2026-02-01 and time < 2026-02-02",
        "time > 2026-02-01T14:30 and time < \"2026-02-01 14:31\"",
        "time > 2026-02-01T06:30Z and time < 2026-02-01T08:30:26+02:00",
        "time >= 1769927425 and time < 1769927426 and time = 1769927425123",
        "time > 15m and time < 14m and time > 1d2h and time < 500ms",
        "time in (14:30, 14:30:25.123)",
        "time contains T14:30:25.123",
        "timestamp >= 14:30",
        "not missing = 1",
        "not (missing != 1) and not missing !~ x and not missing contains ''",
        "not not late",
        "NOT NOT NOT xyz",
        "(((late)))",
        "xyz or late and not xyz",
        "late or xyz and xyz",
        "not xyz and late",
        "not (xyz or abc)",
        "message contains \"\\u8d44\\u91d1\"",
        "message contains ''",
        "\"\"",
        "350",
      })
  void holds_for_the_record(String text) throws FilterSyntaxException {
    assertThat(filter(text).matches(FilterEntries.event())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "level > WARNING",
        "level = warn and level = info",
        "level in (ERROR)",
        "Late",
        "\"BAR LATE\"",
        "message contains BAR",
        "message = 'bar late by 350 ms: 资金不足'",
        "message = Bar",
        "worker = dragon",
        "logger = vnpyworker[002050.SZ]",
        "line > 95",
        "line = 9",
        "message ~ /LATE/",
        "message ~ late$",
        "missing = 1",
        "missing != 1",
        "missing ~ .",
        "missing !~ .",
        "missing contains ''",
        "missing in (1)",
        "missing < 1 or missing >= 1",
        "not (not missing = 1)",
        "module.x = 1",
        "details.tags.2 = a",
        "details.tags[x] = a",
        "step = paper_search",
        "ok > 0",
        "ok < 5 or code < 5 or code >= 5",
        "duration_ms < abc or duration_ms > abc",
        "duration_ms < \"9\"",
        "code = 2050",
        "time < 14:30",
        "time > 2026-02-01T14:30Z",
        "time < 15m",
        "kind = gap",
        "kind != gap",
        "dialect = raw",
        "/LATE/",
        "/etc/passwd",
        "xyz or late and xyz",
        "(xyz or late) and xyz",
        "not late or xyz",
      })
  void does_not_hold_for_the_record(String text) throws FilterSyntaxException {
    assertThat(filter(text).matches(FilterEntries.event())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "level >= WARNING               | GAP        | true",
        "level >= WARNING               | CONNECTED  | false",
        "level = INFO                   | CONNECTED  | true",
        "kind = gap                     | GAP        | true",
        "kind in (GAP, restarted)       | RESTARTED  | true",
        "kind = no_stream               | NO_STREAM  | true",
        "kind ~ connect                 | REFUSED    | false",
        "kind != gap                    | REFUSED    | true",
        "message contains told          | GAP        | true",
        "told                           | GAP        | true",
        "worker = plain and time = 14:30:25.123 | GAP | true",
        "level ~ WARN                   | GAP        | true",
        "logger ~ .                     | GAP        | false",
        "line < 1 or line >= 1          | GAP        | false",
        "dialect ~ .                    | GAP        | false",
        "details.step ~ .               | GAP        | false",
      })
  void asks_notices_too(String text, Kind kind, boolean holds) throws FilterSyntaxException {
    assertThat(filter(text).matches(FilterEntries.notice(kind, "was told"))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''    | level = INFO                | true",
        "''    | level ~ INFO                | true",
        "TRADE | level = INFO and level ~ TR | true",
        "''    | level > INFO                | false",
        "''    | dialect = RAW               | true",
        "''    | logger != x or func != x or module != x or line != 1 | false",
        "''    | details.a = 1               | false",
        "''    | message contains details    | true",
      })
  void asks_lines_of_text(String level, String text, boolean holds) throws FilterSyntaxException {
    assertThat(filter(text).matches(FilterEntries.line(level, "{\"details\":{\"a\":1}}")))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "'mesage = x', message",
    "'Worke ~ a and worke ~ b', worker",
    "'levl >= x', level",
    "'tiem > 3', ''",
    "'$.mesage = 1', ''",
    "'details.step = 1', ''",
    "'mesage', ''",
    "'LEVEL >= INFO', ''",
  })
  void hints_at_a_field_that_may_be_misspelt(String text, String field)
      throws FilterSyntaxException {
    Filter parsed = new FilterParser(SHANGHAI, NOW).parse(text);
    if (field.isEmpty()) {
      assertThat(parsed.hints()).isEmpty();
    } else {
      assertThat(parsed.hints()).isNotEmpty().allMatch(hint -> hint.contains("mean " + field));
    }
  }

  @Test
  void a_hundred_thousand_conditions_are_no_trouble() throws FilterSyntaxException {
    EntryFilter any = filter("xyz or ".repeat(100_000) + "not ".repeat(100_001) + "xyz");
    assertThat(any.matches(FilterEntries.event())).isTrue();
  }
}
