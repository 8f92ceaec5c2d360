package dev.logtail.pipeline.filter;

import static dev.logtail.pipeline.filter.FilterEntries.NOW;
import static dev.logtail.pipeline.filter.FilterEntries.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters that cannot be understood are told, and where. */
class FilterSyntaxTest {
  private static FilterSyntaxException refused(String text) {
    return catchThrowableOfType(
        FilterSyntaxException.class, () -> new FilterParser(SHANGHAI, NOW).parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "`` § 1 § empty",
        "`   ` § 4 § empty",
        "level >= § 9 § a value is missing after '>='",
        "level >= WARNIN § 10 § did you mean WARNING?",
        "level >= loud § 10 § use TRACE, DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL",
        "level in (INFO, ERRROR) § 17 § did you mean ERROR?",
        "level >= and § 10 § text with 'and' stands in quotes",
        "level == INFO § 7 § write =",
        "level => INFO § 7 § write >=",
        "level <> INFO § 7 § write !=",
        "message =~ x § 9 § write ~",
        "message !! x § 9 § 'and' or 'or' is missing",
        "message ~! x § 9 § use = != < <= > >= ~ !~ contains in",
        "a = b = c § 7 § a field stands before '='",
        "\"a\" = b § 5 § a field stands before '='",
        "= b § 1 § a field is missing before '='",
        "and b § 1 § quote 'and'",
        "a and § 6 § a condition is missing at the end",
        "a and and b § 7 § quote 'and'",
        "a not b § 3 § 'and' or 'or' is missing",
        "order rejected § 7 § quotes",
        "a && b § 3 § 'and' is written as a word",
        "a || b § 3 § 'or' is written as a word",
        "a and !b § 7 § 'not' is written as a word",
        "message contains § 17 § a value is missing after 'contains'",
        "message ~ \"x § 11 § not closed",
        "message = 'x § 11 § not closed",
        "资金 = \"不足 § 6 § not closed",
        "😀 and 😀 and (a § 13 § not closed",
        "(a or (b and c) § 1 § not closed",
        "a or b) § 7 § no parenthesis is open",
        "(a b) § 4 § 'and' or 'or' is missing",
        "() § 2 § a condition stands here",
        "a, b § 2 § missing",
        "message ~ (a|b) § 11 § text with '(' stands in quotes",
        "message ~ /a § 11 § quotes",
        "message ~ /a/x § 11 § ends with / or /i",
        "message ~ \"a(b\" § 12 § not a regular expression",
        "message ~ \"ab[c-a]x\" § 15 § not a regular expression",
        "message ~ /ab[c-a]x/i § 15 § not a regular expression",
        "message ~ ab[c-a]x § 14 § not a regular expression",
        "message ~ a** § 12 § not a regular expression",
        "/a[/ and b § 3 § not a regular expression",
        "message = \"a\\d\" § 13 § unknown escape",
        "message = \"a\\u12\" § 13 § unknown escape",
        "time > soon § 8 § 'soon' is no time; write 14:30",
        "time > 25:00 § 8 § no time",
        "time > 2026-02-30 § 8 § no time",
        "time > 10x § 8 § 10m for ten minutes ago",
        "time in (14:30, noon) § 17 § no time",
        "line > ten § 8 § a line is a number",
        "line in (1, x) § 13 § a line is a number",
        "level in INFO § 10 § in (A, B)",
        "level in § 9 § in (A, B)",
        "level in () § 11 § a value is missing in the list",
        "level in (INFO § 10 § the list that opens here is not closed",
        "level in (INFO ERROR) § 16 § a comma",
        "level in (INFO,) § 16 § a value is missing in the list",
        "a..b = 1 § 3 § a name is missing",
        ".a = 1 § 1 § a name is missing",
        "a. = 1 § 3 § a name is missing",
        "a[0 = 1 § 2 § not closed",
        "a] = 1 § 2 § a dot is missing",
        "a.\"b\"c = 1 § 6 § a dot is missing",
        "a.\"b = 1 § 3 § not closed",
      })
  void says_what_is_wrong_and_where(String text, int column, String message) {
    FilterSyntaxException refused = refused(text);
    assertThat(refused.getMessage()).contains(message).doesNotContain("\n");
    assertThat(refused.column()).isEqualTo(column);
  }

  @Test
  void nesting_has_an_end() {
    assertThat(refused("(".repeat(100_000) + "a").column()).isEqualTo(101);
    assertThat(refused("(".repeat(100) + "a" + ")".repeat(100))).isNull();
  }

  @Test
  void patterns_have_an_end() {
    assertThat(refused("message ~ /" + "ab|".repeat(1334) + "/")).hasMessageContaining("4000");
    assertThat(refused("message ~ /" + "ab|".repeat(1333) + "/")).isNull();
    assertThat(refused("\"" + "abc".repeat(100_000) + "\"")).hasMessageContaining("4000");
    assertThat(refused("message = \"" + "abc".repeat(100_000) + "\"")).isNull();
  }

  @Test
  void a_caret_stands_under_the_error() {
    assertThat(refused("level >= WARNIN").picture(text -> text, String::length))
        .containsExactly("level >= WARNIN", "         ^");
    assertThat(refused("资金 = 5 =").picture(text -> text, text -> text.length() + 2))
        .containsExactly("资金 = 5 =", "         ^");
    assertThat(refused("a\nand\t=").picture(text -> text, String::length))
        .containsExactly("a and =", "      ^");
    assertThat(refused("").picture(text -> text, String::length)).containsExactly("", "^");
  }

  @Test
  void what_is_shown_is_made_safe_first() {
    UnaryOperator<String> safe = text -> text.replace("\u202e", "<U+202E>");
    assertThat(refused("\u202e = =").picture(safe, String::length))
        .containsExactly("<U+202E> = =", "           ^");
  }

  @Test
  void a_long_filter_is_shown_around_the_error() {
    String text = "a or ".repeat(1000) + "= " + "b or ".repeat(1000);
    assertThat(refused(text).picture(shown -> shown, String::length))
        .containsExactly(
            "…" + "a or ".repeat(12) + "= " + "b or ".repeat(5) + "b o…", " ".repeat(61) + "^");
  }
}
