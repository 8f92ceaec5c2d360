package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellWidthTest {
  @Provide
  Arbitrary<String> safe() {
    return HostileText.strings().map(new SafeText(AnsiPolicy.STRIP)::plain);
  }

  @ParameterizedTest
  @CsvSource({
    "abc,3",
    "资金不足,8",
    "é,1",
    "e\u0301,1",
    "한국어,6",
    "👨‍👩‍👧,2",
    "🇨🇳,2",
    "👍🏽,2",
    "❤️,2",
    "🫠,2",
    "ｗｉ,4",
    "ﾊﾝ,2",
    "─│┌,3",
    "⚡,2",
    "✓,1",
    "1️⃣,2",
    "ไทย,3",
    "नमस्ते,4"
  })
  void of_a_text(String text, int cells) {
    assertThat(CellWidth.of(text)).isEqualTo(cells);
  }

  @Property(tries = 5_000)
  void of_a_whole_is_the_sum_of_its_graphemes(@ForAll("safe") String text) {
    assertThat(CellWidth.graphemes(text).stream().mapToInt(CellWidth::of).sum())
        .isEqualTo(CellWidth.of(text));
    assertThat(String.join("", CellWidth.graphemes(text))).isEqualTo(text);
  }

  @Property(tries = 5_000)
  void a_cut_is_the_longest_beginning_that_fits(
      @ForAll("safe") String text, @ForAll @IntRange(max = 60) int cells) {
    String cut = CellWidth.cut(text, cells);
    assertThat(text).startsWith(cut);
    assertThat(CellWidth.of(cut)).isLessThanOrEqualTo(cells);
    if (cut.length() < text.length()) {
      String next = CellWidth.graphemes(text.substring(cut.length())).get(0);
      assertThat(CellWidth.of(cut) + CellWidth.of(next)).isGreaterThan(cells);
    }
  }

  @Test
  void a_cut_tears_nothing_apart() {
    assertThat(CellWidth.cut("资金不足", 5)).isEqualTo("资金");
    assertThat(CellWidth.cut("a👨‍👩‍👧b", 2)).isEqualTo("a");
    assertThat(CellWidth.cut("a👨‍👩‍👧b", 3)).isEqualTo("a👨‍👩‍👧");
    assertThat(CellWidth.cut("abc", 0)).isEmpty();
  }
}
