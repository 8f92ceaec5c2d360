package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.style.Highlights.Mark;
import dev.logtail.view.style.Highlights.Stretch;
import dev.logtail.view.style.Style.Attribute;
import dev.logtail.view.style.StyledText.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HighlightsTest {
  private static final Style RED = Style.PLAIN.foreground(new Ink.Indexed(1));
  private static final Style BOLD = Style.PLAIN.with(Attribute.BOLD);
  private static final Style ON_BLUE = Style.PLAIN.background(new Ink.Indexed(4));

  private static Mark mark(String word, Style style) {
    return new Mark(text -> stretches(text, word), Optional.of(style));
  }

  private static List<Stretch> stretches(String text, String word) {
    List<Stretch> found = new ArrayList<>();
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
      found.add(new Stretch(at, at + word.length()));
    }
    return found;
  }

  @Test
  void a_mark_lies_on_top_of_what_is_there() {
    StyledText text = new StyledText.Builder().append("ab", RED).append("cd", Style.PLAIN).build();
    Highlights highlights = new Highlights(List.of(mark("bc", BOLD), mark("cd", ON_BLUE)));

    assertThat(highlights.on(text, Theme.dark()).runs())
        .containsExactly(
            new Run("a", RED),
            new Run("b", RED.with(Attribute.BOLD)),
            new Run("c", ON_BLUE.with(Attribute.BOLD)),
            new Run("d", ON_BLUE));
  }

  @Test
  void without_a_style_of_its_own_a_mark_looks_as_the_theme_says() {
    Mark mark = new Mark(text -> stretches(text, "b"), Optional.empty());
    StyledText marked =
        new Highlights(List.of(mark)).on(StyledText.of("abc", Style.PLAIN), Theme.dark());
    assertThat(marked.runs().get(1)).isEqualTo(new Run("b", Theme.dark().of(Theme.Part.HIGHLIGHT)));
  }

  @Property(tries = 500)
  void nothing_but_looks_changes(
      @ForAll @CharRange(from = 'a', to = 'c') String one,
      @ForAll @CharRange(from = 'a', to = 'c') String two,
      @ForAll @AlphaChars @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 3)
          String word) {
    StyledText text = new StyledText.Builder().append(one, RED).append(two, BOLD).build();
    StyledText marked = new Highlights(List.of(mark(word, ON_BLUE))).on(text, Theme.dark());
    assertThat(marked.plain()).isEqualTo(one + two);
    int onBlue =
        marked.runs().stream()
            .filter(run -> run.style().background().equals(new Ink.Indexed(4)))
            .mapToInt(run -> run.text().length())
            .sum();
    assertThat(onBlue).isEqualTo(stretches(one + two, word).size() * word.length());
  }
}
