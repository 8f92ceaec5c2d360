package dev.logtail.pipeline.filter;

import static dev.logtail.pipeline.filter.FilterEntries.NOW;
import static dev.logtail.pipeline.filter.FilterEntries.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** The filter language against a naive reading of the same trees, and against garbage. */
class FilterPropertyTest {
  private static final String[] PIECES = {
    "level",
    "message",
    "time",
    "line",
    "a.b[0]",
    "a",
    "资金",
    "😀",
    "and",
    "OR",
    "not",
    "in",
    "contains",
    "(",
    ")",
    ",",
    "\"",
    "'",
    "/",
    "\\",
    "~",
    "!~",
    "=",
    "!",
    "<",
    ">=",
    "==",
    "[",
    "]",
    ".",
    "$",
    "*",
    "+",
    "?",
    "{2}",
    "|",
    "^",
    "(?i)",
    "\\pL",
    "\\u12",
    "\\u0041",
    "10m",
    "14:30",
    "2026-02-01",
    "WARNING",
    "1e5",
    " ",
    "  ",
    "\n",
    "\0",
    "\ud83d",
    "\ude00",
    "/i",
    "\u1c80",
    "x"
  };

  private static EntryFilter parsed(String text) throws FilterSyntaxException {
    return new FilterParser(SHANGHAI, NOW).parse(text).condition();
  }

  @Provide
  Arbitrary<FilterTree> trees() {
    return FilterTrees.trees();
  }

  @Provide
  Arbitrary<Entry> entries() {
    return FilterTrees.entries();
  }

  @Property(tries = 2000)
  void a_filter_means_what_the_naive_reading_says(
      @ForAll("trees") FilterTree tree,
      @ForAll @Size(5) List<@net.jqwik.api.From("entries") Entry> entries,
      @ForAll long seed)
      throws FilterSyntaxException {
    String text = new FilterPrinter(new Random(seed)).print(tree);
    EntryFilter filter = parsed(text);
    for (Entry entry : entries) {
      boolean holds = tree.holds(entry);
      Statistics.collect(holds);
      assertThat(filter.matches(entry)).as("%s%n%s", text, entry).isEqualTo(holds);
    }
  }

  @Provide
  Arbitrary<String> garbage() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.of(PIECES).list().ofMaxSize(20).map(pieces -> String.join("", pieces)),
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join(" ", pieces)));
  }

  @Property(tries = 3000)
  void any_string_is_a_filter_or_an_error_within_it(@ForAll("garbage") String text) {
    try {
      parsed(text).matches(FilterEntries.event());
      Statistics.collect("filter");
    } catch (FilterSyntaxException e) {
      Statistics.collect("error");
      assertThat(e.column()).isBetween(1, text.codePointCount(0, text.length()) + 1);
      assertThat(e.getMessage()).isNotBlank();
      assertThat(e.picture(shown -> shown, String::length))
          .hasSize(2)
          .satisfies(lines -> assertThat(lines.get(1)).matches(" *\\^"));
    }
  }

  @Property(tries = 1000)
  void text_in_quotes_is_that_text(@ForAll("garbage") String text, @ForAll long seed)
      throws FilterSyntaxException {
    String quoted = new FilterPrinter(new Random(seed)).quoted(text);
    assertThat(parsed("message = " + quoted).matches(FilterEntries.line("", text))).isTrue();
    assertThat(parsed("message = " + quoted).matches(FilterEntries.line("", text + "."))).isFalse();
  }

  @Property(tries = 1000)
  void text_that_is_written_for_a_filter_is_that_text(@ForAll("garbage") String text)
      throws FilterSyntaxException {
    Entry same = FilterEntries.line("", text);
    Entry longer = FilterEntries.line("", "x" + text);
    assertThat(parsed("message = " + FilterText.value(text)).matches(same)).isTrue();
    assertThat(parsed("message = " + FilterText.value(text)).matches(longer)).isFalse();
    assertThat(parsed("message ~ " + FilterText.pattern(text)).matches(longer)).isTrue();
    assertThat(parsed("message !~ " + FilterText.pattern(text + "y")).matches(same)).isTrue();
  }
}
