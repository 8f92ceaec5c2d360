package dev.logtail.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "ab",
          "k",
          "s",
          "ba",
          "B",
          "é",
          "😀",
          ".",
          "*",
          "+",
          "?",
          "{0}",
          "{0,2}",
          "{1}",
          "{",
          "}",
          "{,2}",
          "|",
          "(",
          ")",
          "(?:",
          "(?i)",
          "(?i:",
          "(?P<n>",
          "[ab]",
          "[^a]",
          "[]a]",
          "[a|]",
          "[[:alpha:]]",
          "[(]",
          "^",
          "$",
          "\\b",
          "\\d",
          "\\.",
          "\\*",
          "\\|",
          "\\(",
          "\\Q",
          "\\E",
          "\\x61",
          "\\141",
          "\\pL",
          "\\p{L}",
          "\\z",
          "\\n",
          "]",
          ")?",
          ")*",
          ")+",
          "*?",
          "+?");

  private static String required(String regex) {
    return TextPattern.regex(regex).trace().text();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'late: 35.ms',          'late: 35'
          'a|bcd',                ''
          '(a|b) timeout',        ' timeout'
          '(?i)timeout',          ''
          'abc?',                 'ab'
          'abc*de',               'ab'
          'abc+',                 'abc'
          'ab{0,3}',              'a'
          '[a-z]+ed in \\d+ ms',   'ed in '
          'a\\.b\\.c',              'a.b.c'
          '\\Qa|b\\E',              ''
          '(x(y)[)]z)?end',       'end'
          """)
  void what_must_be_there_is_told(String regex, String text) {
    assertThat(required(regex)).isEqualTo(text);
  }

  @Test
  void case_is_any_where_the_expression_has_no_capital() {
    assertThat(TextPattern.regex("tea.").trace()).isEqualTo(new TextPattern.Trace("tea", true));
    assertThat(TextPattern.regex("Tea.").trace()).isEqualTo(new TextPattern.Trace("Tea", false));
  }

  @Provide
  Arbitrary<String> regexes() {
    return Arbitraries.of(PARTS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(9)
        .map(parts -> String.join("", parts))
        .filter(RequiredTextTest::isRegex);
  }

  private static boolean isRegex(String regex) {
    try {
      Pattern.compile(regex);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "A", "B", "k", "\u212a", "s", "\u017f", ".", "|", "(", "é", "1")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 3000)
  void no_match_is_passed_over(
      @ForAll("regexes") String regex, @ForAll("texts") String text, @ForAll("texts") String more) {
    TextPattern pattern = TextPattern.regex(regex);
    boolean anyCase = regex.replaceAll("\\\\(p\\{L\\}|.)", "").matches("[^A-Z]*");
    Pattern asked =
        Pattern.compile(regex, Pattern.MULTILINE | (anyCase ? Pattern.CASE_INSENSITIVE : 0));

    for (String some : List.of(text, more, text + more, text + regex + more, "")) {
      assertThat(pattern.isIn(some)).isEqualTo(asked.matcher(some).find());
    }
  }
}
