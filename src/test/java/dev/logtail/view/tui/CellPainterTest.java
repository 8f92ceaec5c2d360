package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.logtail.view.style.Ink;
import dev.logtail.view.style.StyleWords;
import dev.logtail.view.terminal.ColorDepth;
import org.junit.jupiter.api.Test;

/** Colours are reduced to what the terminal has, and weight stays without any. */
class CellPainterTest {
  private static TextCharacter paint(ColorDepth depth, String style) {
    return new CellPainter(new GraphemeTokens(), depth)
        .paint(new Cell("x", StyleWords.parse(style)));
  }

  @Test
  void true_colours_are_reduced_to_what_there_is() {
    String orange = "bold #ff8800";
    assertThat(paint(ColorDepth.TRUE_COLOR, orange).getForegroundColor())
        .isEqualTo(new TextColor.RGB(0xff, 0x88, 0));
    assertThat(paint(ColorDepth.INDEXED, orange).getForegroundColor())
        .isEqualTo(new TextColor.Indexed(208));
    assertThat(paint(ColorDepth.BASIC, orange).getForegroundColor())
        .isEqualTo(TextColor.ANSI.YELLOW);
    assertThat(paint(ColorDepth.BASIC, "on 196").getBackgroundColor())
        .isEqualTo(TextColor.ANSI.RED_BRIGHT);
    assertThat(paint(ColorDepth.INDEXED, "9").getForegroundColor())
        .isEqualTo(TextColor.ANSI.RED_BRIGHT);
  }

  @Test
  void without_colours_weight_stays() {
    TextCharacter painted = paint(ColorDepth.NONE, "bold underline #ff8800 on blue");
    assertThat(painted.getForegroundColor()).isEqualTo(TextColor.ANSI.DEFAULT);
    assertThat(painted.getBackgroundColor()).isEqualTo(TextColor.ANSI.DEFAULT);
    assertThat(painted.getModifiers()).containsExactlyInAnyOrder(SGR.BOLD, SGR.UNDERLINE);
  }

  @Test
  void the_terminals_own_colour_is_left_alone() {
    CellPainter painter = new CellPainter(new GraphemeTokens(), ColorDepth.TRUE_COLOR);
    assertThat(painter.color(Ink.DEFAULT)).isEqualTo(TextColor.ANSI.DEFAULT);
  }
}
