package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.view.style.Style.Attribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleWordsTest {
  @Test
  void attributes_and_colours() {
    assertThat(StyleWords.parse("bold #FF8800"))
        .isEqualTo(Style.PLAIN.with(Attribute.BOLD).foreground(new Ink.Rgb(0xff8800)));
    assertThat(StyleWords.parse(" black  on yellow "))
        .isEqualTo(Style.PLAIN.foreground(indexed(0)).background(indexed(3)));
    assertThat(StyleWords.parse("bright-red on 236 Underline"))
        .isEqualTo(
            Style.PLAIN.foreground(indexed(9)).background(indexed(236)).with(Attribute.UNDERLINE));
    assertThat(StyleWords.parse("default")).isEqualTo(Style.PLAIN);
    assertThat(StyleWords.parse("dim italic reverse strike").attributes())
        .containsExactlyInAnyOrder(
            Attribute.DIM, Attribute.ITALIC, Attribute.REVERSE, Attribute.STRIKE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blod red | unknown word 'blod'; did you mean bold?",
        "bold rde | unknown word 'rde'; did you mean red?",
        "red on   | a colour is missing after 'on'",
        "on bold  | unknown word 'bold'; known are default, black, ",
        "256      | '256' is no colour; write #rrggbb or a number from 0 to 255",
        "#12345   | '#12345' is no colour; write #rrggbb or a number from 0 to 255",
        "''       | a style is missing",
        "red on blue on | a colour is missing after 'on'"
      })
  void wrong_words_are_refused_by_naming_the_nearest(String words, String message) {
    assertThatThrownBy(() -> StyleWords.parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Ink indexed(int index) {
    return new Ink.Indexed(index);
  }
}
