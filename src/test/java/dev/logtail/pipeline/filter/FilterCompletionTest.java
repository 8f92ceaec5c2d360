package dev.logtail.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterCompletionTest {
  private static final List<String> WORKERS =
      List.of("user_002050.SZ", "turtle", "two words", "002050_b", "say \"hi\"");

  private static final String FIELDS =
      "time level message worker logger module func line step kind dialect not";
  private static final String OPERATORS = "= != < <= > >= ~ !~ contains in";

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "`` § 0 § FIELDS",
        "! § 1 § FIELDS",
        "lev § 0 § level",
        "!LEV § 1 § level",
        "l § 0 § level logger line",
        "level § 0 § level",
        "`level ` § 6 § OPERATORS and or",
        "level c § 6 § contains",
        "timeout a § 8 § and",
        "level >= § 8 § TRACE DEBUG INFO NOTICE WARNING ERROR CRITICAL",
        "level >=wa § 8 § WARNING",
        "level >= e § 9 § ERROR",
        "level in (e § 10 § ERROR",
        "level in (ERROR, c § 17 § CRITICAL",
        "level in § 6 § in",
        "`level in ` § 9 § ``",
        "kind = re § 7 § refused resumed restarted",
        "dialect = r § 10 § raw",
        "message = l § 10 § ``",
        "details.x = l § 12 § ``",
        "level = INFO a § 13 § and",
        "`level = INFO ` § 13 § and or",
        "level = INFO and w § 17 § worker",
        "level = INFO and not (w § 22 § worker",
        "(level = INFO) o § 15 § or",
        "message ~ /a b/ o § 16 § or",
        "`\"a b\" ` § 6 § and or",
        "\"le § 0 § ``",
        "level = INFO lev § 13 § ``",
        "a b c § 4 § ``",
        "= l § 2 § ``",
      })
  void offers_what_may_stand_there(String before, int start, String candidates) {
    String expected = candidates.replace("FIELDS", FIELDS).replace("OPERATORS", OPERATORS).strip();
    assertThat(FilterCompletion.candidates(before, WORKERS))
        .isEqualTo(
            new FilterCompletion(
                start, expected.isEmpty() ? List.of() : List.of(expected.split(" "))));
  }

  @Test
  void offers_workers_as_they_must_be_written() {
    assertThat(FilterCompletion.candidates("worker = 002050", WORKERS))
        .isEqualTo(new FilterCompletion(9, List.of("002050_b", "user_002050.SZ")));
    assertThat(FilterCompletion.candidates("worker = T", WORKERS).candidates())
        .containsExactly("turtle", "\"two words\"");
    assertThat(FilterCompletion.candidates("worker = \"two w", WORKERS))
        .isEqualTo(new FilterCompletion(9, List.of("\"two words\"")));
    assertThat(FilterCompletion.candidates("worker ~ user", WORKERS).candidates())
        .containsExactly("user_002050\\.SZ");
    assertThat(FilterCompletion.candidates("worker in (turtle, hi", WORKERS))
        .isEqualTo(new FilterCompletion(19, List.of("\"say \\\"hi\\\"\"")));
    assertThat(FilterCompletion.candidates("worker !~ 'hi", WORKERS).candidates())
        .containsExactly("\"say \\\"hi\\\"\"");
  }

  @Property
  void any_text_has_its_candidates(@ForAll String before) {
    assertThatCode(
            () -> {
              FilterCompletion found = FilterCompletion.candidates(before, WORKERS);
              assertThat(found.start()).isBetween(0, before.length());
            })
        .doesNotThrowAnyException();
  }

  @Test
  void the_page_of_the_grammar_fits_and_names_everything() throws FilterSyntaxException {
    assertThat(FilterGrammar.lines())
        .allMatch(line -> line.length() <= FilterGrammar.COLUMNS && line.indexOf('\t') < 0);
    String page = String.join(" ", FilterGrammar.lines());
    assertThat(page)
        .contains(KnownField.names())
        .contains(Operand.levels())
        .contains(OPERATORS.split(" "));
    for (String example : FilterGrammar.lines().subList(0, 3)) {
      assertThat(FilterEntries.filter(example)).isNotNull();
    }
  }
}
