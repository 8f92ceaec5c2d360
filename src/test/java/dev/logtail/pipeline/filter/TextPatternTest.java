package dev.logtail.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.logtail.pipeline.filter.TextPattern.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
  private static final TextPattern LETTERS = TextPattern.regex("\\p{L}*");

  @ParameterizedTest
  @CsvSource({
    "error,An ERROR here,true",
    "Error,An ERROR here,false",
    "ERROR,An ERROR here,true",
    "gr\u00fc\u00df,GR\u00dc\u00df,true",
    "\u4ea4\u6613,\u4ea4\u6613\u5f00\u59cb,true",
  })
  void a_pattern_in_lower_case_matches_any_case(String pattern, String text, boolean found) {
    assertThat(TextPattern.literal(pattern).isIn(text)).isEqualTo(found);
    assertThat(TextPattern.regex(pattern).isIn(text)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error\\S*", "\\Berr", "err\\D", "err\\x{6f}?", "err\\p{L}"})
  void the_letters_of_an_escape_are_no_capitals(String regex) {
    assertThat(TextPattern.regex(regex).isIn("XERROR")).isTrue();
  }

  @Test
  void a_literal_backslash_before_a_capital_is_a_capital() {
    assertThat(TextPattern.literal("c:\\Temp").isIn("C:\\TEMP")).isFalse();
    assertThat(TextPattern.literal("c:\\temp").isIn("C:\\TEMP")).isTrue();
  }

  @Property
  void a_literal_is_found_wherever_it_stands(
      @ForAll String before, @ForAll String text, @ForAll String after) {
    assertThat(TextPattern.literal(text).isIn(before + text + after)).isTrue();
  }

  @Property
  void spans_are_inside_the_text_and_in_order(@ForAll String text) {
    int end = 0;
    for (Span span : LETTERS.spans(text)) {
      assertThat(span.start()).isGreaterThanOrEqualTo(end);
      assertThat(span.end()).isGreaterThan(span.start()).isLessThanOrEqualTo(text.length());
      end = span.end();
    }
  }

  /** Letters with more than two cases, halves of pairs, characters without case, and pairs. */
  @Provide
  Arbitrary<String> tricky() {
    Arbitrary<String> one =
        Arbitraries.of(
            "a",
            "A",
            "k",
            "K",
            "\u212a",
            "s",
            "S",
            "\u017f",
            "1",
            ".",
            "\\",
            "\u8d44",
            "\u00e9",
            "\u00c9",
            "\u00df",
            "\u1e9e",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\n",
            "\u0130",
            "\u0131");
    return one.list().ofMaxSize(8).map(parts -> String.join("", parts));
  }

  @Property(tries = 5000)
  void a_literal_is_found_where_its_expression_finds_it(
      @ForAll("tricky") String before,
      @ForAll("tricky") String literal,
      @ForAll("tricky") String after,
      @ForAll boolean lower) {
    String typed = lower ? literal.toLowerCase(Locale.ROOT) : literal;
    TextPattern quick = TextPattern.literal(typed);
    boolean anyCase = typed.equals(typed.toLowerCase(Locale.ROOT));
    Pattern slow = Pattern.compile(Pattern.quote(typed), anyCase ? Pattern.CASE_INSENSITIVE : 0);
    for (String text : List.of(before + after, before + literal + after, before)) {
      List<Span> spans = new ArrayList<>();
      Matcher matcher = slow.matcher(text);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          spans.add(new Span(matcher.start(), matcher.end()));
        }
      }
      assertThat(quick.spans(text)).isEqualTo(spans);
      assertThat(quick.isIn(text)).isEqualTo(slow.matcher(text).find());
      if (quick.isIn(text)) {
        TextPattern.Trace trace = quick.trace();
        String there = trace.anyCase() ? asciiLower(text) : text;
        assertThat(there).contains(trace.text());
      }
    }
  }

  private static String asciiLower(String text) {
    return text.codePoints()
        .map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void what_is_taken_for_caseless_matches_no_letter_in_any_case() {
    StringBuilder letters = new StringBuilder("(?i)[");
    StringBuilder caseless = new StringBuilder();
    for (int point = 0x80; point <= Character.MAX_CODE_POINT; point++) {
      boolean quick = Literal.of(Character.toString(point), true).isPresent();
      if (quick) {
        caseless.appendCodePoint(point);
      } else if (Character.isDefined(point)
          && Character.getType(point) != Character.PRIVATE_USE
          && (point < 0x1C80 || point > 0x1C88)) {
        letters.append(String.format("\\x{%x}", point));
      }
    }
    Pattern anyLetter = Pattern.compile(letters.append("a-z]").toString());

    assertThat(caseless.codePoints().count()).isGreaterThan(100_000);
    assertThat(anyLetter.matcher(caseless).find()).isFalse();
  }

  @Test
  void spans_are_in_chars_and_never_empty() {
    assertThat(TextPattern.literal("b").spans("\ud83d\ude00b b"))
        .containsExactly(new Span(2, 3), new Span(4, 5));
    assertThat(TextPattern.regex("x*").spans("axxa")).containsExactly(new Span(1, 3));
    assertThat(TextPattern.literal("").spans("abc")).isEmpty();
  }

  @Test
  void lines_of_a_message_have_their_own_ends() {
    assertThat(TextPattern.regex("^at .*$").spans("error\nat a\nat b")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "a**", "(?<n", "\\", "x{1001}", "(?=a)", "a{3,1}"})
  void what_is_no_expression_is_told_in_one_line(String regex) {
    assertThatThrownBy(() -> TextPattern.regex(regex))
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains(regex)
        .doesNotContain("\n");
  }

  @Test
  void an_expression_nested_without_end_is_refused_too() {
    String deep = "(".repeat(1000) + "a" + ")".repeat(1000);
    assertThatThrownBy(() -> TextPattern.regex(deep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void B8_no_expression_takes_more_than_linear_time() {
    TextPattern evil = TextPattern.regex("(a+)+$");
    String text = "a".repeat(1 << 20) + "b";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(evil.isIn(text)).isFalse());
  }

  @Test
  void what_is_too_long_is_refused_at_once() {
    assertThat(TextPattern.literal("é".repeat(4000)).isIn("É".repeat(4000))).isTrue();
    for (String tooLong : List.of("é".repeat(4001), "a".repeat(90_000))) {
      assertThatThrownBy(() -> TextPattern.literal(tooLong))
          .hasMessage("text to look for has at most 4000 characters");
      assertThatThrownBy(() -> TextPattern.regex(tooLong))
          .hasMessage("text to look for has at most 4000 characters");
    }
  }

  @Test
  void the_source_is_kept_as_typed() {
    assertThat(TextPattern.regex("a.*B").source()).isEqualTo("a.*B");
    assertThat(
            List.of(TextPattern.literal("a.b").isIn("axb"), TextPattern.regex("a.b").isIn("axb")))
        .containsExactly(false, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u1c80",
        "a\u1c88",
        "[\u0080-\uffff]*",
        "\\x{1C80}",
        "[\\x{80}-\\x{10ffff}]",
        "[!-\\x{2000}]",
        "\\Q\u1c81\\E",
        "[^a-\u2000]",
        "[[:^ascii:]]",
        "[^\\x00-\\x7f]",
        "\\P{Greek}",
        "\\W",
        "."
      })
  void no_pattern_compiles_for_ever(String regex) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(TextPattern.regex(regex).source()).isEqualTo(regex);
          assertThat(TextPattern.literal(regex).isIn("x" + regex)).isTrue();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)\u1c80", "a(?si:\\x{1c81})", "(?i)[\u0080-\uffff]"})
  void what_cannot_be_matched_in_any_case_is_refused(String regex) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> TextPattern.regex(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(?i)"));
  }

  @Test
  void every_character_can_be_searched_for() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 61) {
            String text = Character.toString(point);
            assertThat(TextPattern.literal(text).isIn("-" + text)).as("U+%04X", point).isTrue();
          }
        });
  }

  @Test
  void text_may_hold_what_no_pattern_can_fold() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(TextPattern.literal("\u0432\u0436").isIn("\u1c80\u0436")).isFalse();
          assertThat(TextPattern.regex("[\u0430-\u044f]x").isIn("\u1c80x")).isFalse();
        });
  }
}
