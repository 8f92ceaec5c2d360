package dev.logtail.pipeline.filter;

import static dev.logtail.pipeline.filter.FilterEntries.NOW;
import static dev.logtail.pipeline.filter.FilterEntries.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.logtail.model.StreamNotice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a filter at the prompt, and what for plain text. */
class FilterInputTest {
  private static FilterInput read(String typed) throws FilterSyntaxException {
    return FilterInput.read(typed, new FilterParser(SHANGHAI, NOW));
  }

  private static boolean shows(String typed, String message) throws FilterSyntaxException {
    return read(typed).matches(FilterEntries.line("INFO", message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout",
        "order rejected: 资金不足",
        "Bar late by 350 ms",
        "Traceback (most recent call last)",
        "a=b",
        "status=500",
        "status=500 url=/x",
        "a->b",
        "a => b",
        "x --> y",
        "List<String>",
        "a<b",
        "x~y",
        "https://host/path?a=b",
        "key: value = 3",
        "order qty = 5",
        "error in line 5",
        "it's late",
        "not",
        "and",
        "or else",
        "timeout and",
        "timeout or ",
        "level",
        "level up",
        "in (a, b)",
        "50% = half",
        "= 5",
        "/usr/bin/python",
        "/half",
        "//",
        "/",
        "!",
        " ",
        " late",
        "#1234",
        "foo.\"bar",
        "a, b",
        ") x",
      })
  void is_plain_text(String typed) throws FilterSyntaxException {
    assertThat(read(typed).pattern()).isPresent();
    assertThat(shows(typed, "… " + typed + " …")).isTrue();
    assertThat(shows(typed, "else")).isEqualTo("else".contains(typed));
    if (!typed.equals("!")) {
      assertThat(shows("!" + typed, "… " + typed + " …")).isFalse();
      assertThat(shows("!" + typed, "?")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "level >= WARNING",
        "level=WARNING",
        "LEVEL>info",
        "line>90",
        "late and 350",
        "late or nothing",
        "(late)",
        "\"Bar late\"",
        " 'Bar late'",
        "not heartbeat",
        "NOT heartbeat AND late",
        "/late|early/ and level = WARNING",
        "message contains late",
        "details.step = paper_search",
        "details.\"odd name\" = 'x y'",
        "details.tags[0] = a",
        "$.code = 002050",
        "duration_ms>100",
        "duration_ms < 1e3",
        "duration_ms!=100",
        "details.step!~xyz",
        "code contains 2050",
        "code in (1, 002050)",
        "worker in (user123_002050.sz_dragon)",
        "late and duration_ms = 350",
        "worker ~ dragon",
      })
  void is_a_filter(String typed) throws FilterSyntaxException {
    assertThat(read(typed).pattern()).isEmpty();
    assertThat(read(typed).matches(FilterEntries.event())).isTrue();
    assertThat(read("!" + typed).matches(FilterEntries.event())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "level >= § 9",
        "!level >= § 10",
        "level => INFO § 7",
        "level = INFO WARN § 14",
        "a == b § 3",
        "order rejected and level >= ERROR § 7",
        "timeout or connection refused § 23",
        "\"timeout § 1",
        "timeout and \"x § 13",
        "(a § 1",
        "(retry 3) § 8",
        "not found here § 11",
        "/a(b/ § 2",
        "!/a(b/ § 3",
        "time > soon § 8",
        "line = x and § 8",
      })
  void is_told_its_error(String typed, int column) {
    assertThat(catchThrowableOfType(FilterSyntaxException.class, () -> read(typed)).column())
        .isEqualTo(column);
  }

  @Test
  void plain_text_and_expressions_look_at_names_too() throws FilterSyntaxException {
    for (String typed : new String[] {"dragon", "/dr.gon/", "/DRAGON/i", "late", "/^bar/"}) {
      assertThat(read(typed).matches(FilterEntries.event())).as(typed).isTrue();
      assertThat(read("!" + typed).matches(FilterEntries.event())).as("!" + typed).isFalse();
      assertThat(read(typed).matches(FilterEntries.line("", "else"))).as(typed).isFalse();
    }
    assertThat(read("lost").matches(FilterEntries.notice(Kind.GAP, "1 lost"))).isTrue();
  }

  @Test
  void capitals_count_where_there_are_any() throws FilterSyntaxException {
    assertThat(shows("Late", "Bar late")).isFalse();
    assertThat(shows("late", "BAR LATE")).isTrue();
  }

  @Test
  void the_same_text_is_the_same_input() throws FilterSyntaxException {
    assertThat(read("a")).isEqualTo(read("a")).hasSameHashCodeAs(read("a")).hasToString("a");
    assertThat(read("a")).isNotEqualTo(read("!a"));
    assertThat(read("!a").isExclude()).isTrue();
    assertThat(read("mesage = 1").hints()).hasSize(1);
  }
}
