package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.style.Style.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class SafeTextTest {
  private static final SafeText COLOR = new SafeText(AnsiPolicy.COLOR);
  private static final SafeText STRIP = new SafeText(AnsiPolicy.STRIP);
  private static final SafeText ESCAPE = new SafeText(AnsiPolicy.ESCAPE);
  private static final int MIB = 1 << 20;

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  private static String text(SafeText safe, String foreign) {
    return safe.lines(foreign, Style.PLAIN).stream()
        .map(StyledText::plain)
        .collect(Collectors.joining("\n"));
  }

  @Property(tries = 30_000)
  void T1_nothing_that_acts_on_a_terminal_comes_through(
      @ForAll("hostile") String foreign, @ForAll AnsiPolicy policy) {
    SafeText safe = new SafeText(policy);
    if (policy != AnsiPolicy.RAW) {
      for (StyledText line : safe.lines(foreign, Style.PLAIN)) {
        assertThat(TerminalText.harmIn(line.plain(), false)).isEmpty();
      }
    }
    assertThat(TerminalText.harmIn(safe.plain(foreign), false)).isEmpty();
  }

  @Property(tries = 20_000)
  void T9_a_second_pass_changes_nothing(
      @ForAll("hostile") String foreign, @ForAll AnsiPolicy policy) {
    SafeText safe = new SafeText(policy);
    String once = text(safe, foreign);
    assertThat(text(safe, once)).isEqualTo(once);
    String plain = safe.plain(foreign);
    assertThat(safe.plain(plain)).isEqualTo(plain);
  }

  @Property(tries = 5_000)
  void T9_the_result_is_at_most_sixteen_times_as_long(@ForAll("hostile") String foreign) {
    assertThat(text(ESCAPE, foreign).length()).isLessThanOrEqualTo(16 * foreign.length());
  }

  @Example
  void what_is_taken_for_inert_is_plain_and_stands_alone() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      if (SafeText.isInert(String.valueOf(c))) {
        assertThat(Glyph.of(c)).as("U+%04X", (int) c).isEqualTo(Glyph.PLAIN);
        assertThat(CellWidth.graphemes("a" + c + "b")).hasSize(3);
      }
    }
  }

  @Example
  void T9_a_mebibyte_of_anything_takes_linear_time() {
    List<String> units =
        List.of("\u001b[1;1;", "\u001b[1m", "\u001b]", "\u001b[", "1;", "\u202e", "\t", "\u0301");
    text(COLOR, "\u001b[1;1;".repeat(1000));
    for (String unit : units) {
      String large = "\u001b[" + unit.repeat(MIB / unit.length());
      Assertions.assertTimeout(Duration.ofSeconds(10), () -> text(COLOR, large), unit);
    }
  }

  @Example
  void only_newlines_break_lines() {
    assertThat(text(STRIP, "a\nb\r\nc\rd\u2028e\u0085f")).isEqualTo("a\nb\nc␍d<U+2028>e<U+0085>f");
    assertThat(text(STRIP, "a\n\n  b\n\n")).isEqualTo("a\n\n  b");
    assertThat(text(STRIP, "")).isEmpty();
    assertThat(STRIP.lines("", Style.PLAIN)).hasSize(1);
    assertThat(STRIP.plain("a\nb\r\nc")).isEqualTo("a␊b␍␊c");
  }

  @Example
  void tabs_go_to_multiples_of_eight_cells() {
    assertThat(text(STRIP, "\ta\tb")).isEqualTo("        a       b");
    assertThat(text(STRIP, "资金\tb\n1234567\tc")).isEqualTo("资金    b\n1234567 c");
    assertThat(text(STRIP, "12345678\tc")).isEqualTo("12345678        c");
  }

  @Example
  void T5_overwriting_controls_are_seen_and_do_nothing() {
    assertThat(text(COLOR, "a\rb")).isEqualTo("a␍b");
    assertThat(text(COLOR, "a\bb")).isEqualTo("a␈b");
    assertThat(text(COLOR, "abc\u007f")).isEqualTo("abc␡");
    assertThat(text(COLOR, "\u0000\u0007")).isEqualTo("␀␇");
    StyledText line = COLOR.lines("a\rb", Style.PLAIN).get(0);
    assertThat(line.runs().get(1).style().attributes())
        .containsExactlyInAnyOrder(Attribute.DIM, Attribute.REVERSE);
  }

  @Example
  void sequences_are_shown_as_one_marker() {
    assertThat(text(COLOR, "x\u001b]0;owned\u0007y")).isEqualTo("x␛]0;owned␇y");
    assertThat(text(COLOR, "x\u001b]52;c;aGk=\u001b\\y")).isEqualTo("x␛]52;c;aGk=␛\\y");
    assertThat(text(COLOR, "x\u001b[2Jy\u001b[?25lz")).isEqualTo("x␛[2Jy␛[?25lz");
    assertThat(text(COLOR, "x\u001b(0y\u001bcz\u001b")).isEqualTo("x␛(0y␛cz␛");
    assertThat(text(COLOR, "x\u001b]" + "p".repeat(100) + "\nnot a record"))
        .isEqualTo("x␛]" + "p".repeat(63) + "…(+50)");
    assertThat(COLOR.lines("x\u001b[2Jy", Style.PLAIN).get(0).runs())
        .extracting(StyledText.Run::text)
        .containsExactly("x", "␛[2J", "y");
  }

  @Example
  void T7_one_character_introducers_are_introducers_and_other_text_is_untouched() {
    assertThat(text(STRIP, "\u009b31mred")).isEqualTo("red");
    assertThat(text(STRIP, "\u009d52;c;aGk=\u009cx")).isEqualTo("<U+009D>52;c;aGk=<U+009C>x");
    assertThat(text(STRIP, "\u0090q")).isEqualTo("<U+0090>q");
    String text = "Ärger café e\u0301 资金不足 ┌─┐ 👨‍👩‍👧 ❤️ 🇨🇳 👍🏽 1️⃣ می‌خواهم";
    assertThat(text(STRIP, text)).isEqualTo(text);
  }

  @Example
  void invisible_and_reordering_code_points_are_shown_by_number() {
    assertThat(text(STRIP, "\u202eevil\u2066")).isEqualTo("<U+202E>evil<U+2066>");
    assertThat(text(STRIP, "a\u200bb\ufeffc\u00add")).isEqualTo("a<U+200B>b<U+FEFF>c<U+00AD>d");
    assertThat(text(STRIP, "\ud800x\udc00")).isEqualTo("<U+D800>x<U+DC00>");
    assertThat(text(STRIP, "\ue000\udbff\udfff")).isEqualTo("<U+E000><U+10FFFF>");
    assertThat(text(STRIP, " \u200d ")).isEqualTo(" <U+200D> ");
    assertThat(text(STRIP, "x\ufe0f")).isEqualTo("x<U+FE0F>");
  }

  @Example
  void more_than_eight_marks_on_one_base_are_shown_by_number() {
    assertThat(text(STRIP, "e" + "\u0301".repeat(10)))
        .isEqualTo("e" + "\u0301".repeat(8) + "<U+0301><U+0301>");
  }

  @Example
  void policies_differ_only_in_colours() {
    String foreign = "\u001b[1;31mred\u001b[0m \u001b[2J";
    assertThat(text(STRIP, foreign)).isEqualTo("red ␛[2J");
    assertThat(text(ESCAPE, foreign)).isEqualTo("␛[1;31mred␛[0m ␛[2J");
    assertThat(COLOR.lines(foreign, Style.PLAIN).get(0).runs().get(0))
        .isEqualTo(
            new StyledText.Run(
                "red", Style.PLAIN.foreground(new Ink.Indexed(1)).with(Attribute.BOLD)));
  }

  @Example
  void T6_colours_end_with_their_record_and_resets_lead_back_to_the_base() {
    Style base = Style.PLAIN.foreground(new Ink.Indexed(7)).with(Attribute.ITALIC);
    assertThat(COLOR.lines("\u001b[31mred\u001b[mbase", base).get(0).runs().get(1).style())
        .isEqualTo(base);
    assertThat(COLOR.lines("plain", base).get(0).runs().get(0).style()).isEqualTo(base);
    assertThat(COLOR.lines("\u001b[8;5mseen", base).get(0).runs().get(0).style()).isEqualTo(base);
    assertThat(COLOR.lines("\u001b[31;41mseen", Style.PLAIN).get(0).runs().get(0).style())
        .isEqualTo(Style.PLAIN.foreground(new Ink.Indexed(1)));
  }

  @Example
  void colours_come_in_every_form() {
    assertThat(style("\u001b[38;5;208mx").foreground()).isEqualTo(new Ink.Indexed(208));
    assertThat(style("\u001b[38:5:208mx").foreground()).isEqualTo(new Ink.Indexed(208));
    assertThat(style("\u001b[38;2;1;2;3mx").foreground()).isEqualTo(new Ink.Rgb(0x010203));
    assertThat(style("\u001b[48:2::1:2:3mx").background()).isEqualTo(new Ink.Rgb(0x010203));
    assertThat(style("\u001b[48:2:1:2:3mx").background()).isEqualTo(new Ink.Rgb(0x010203));
    assertThat(style("\u001b[97;104mx"))
        .isEqualTo(new Style(new Ink.Indexed(15), new Ink.Indexed(12), Set.of()));
    assertThat(style("\u001b[4:3mx").attributes()).containsExactly(Attribute.UNDERLINE);
    assertThat(style("\u001b[4m\u001b[4:0mx")).isEqualTo(Style.PLAIN);
    assertThat(style("\u001b[1;2;3;7;9m\u001b[22;23;27;29mx")).isEqualTo(Style.PLAIN);
    assertThat(style("\u001b[38;5mx")).isEqualTo(Style.PLAIN);
    assertThat(text(COLOR, "\u001b[1234mx")).isEqualTo("␛[1234mx");
  }

  private static Style style(String foreign) {
    return COLOR.lines(foreign, Style.PLAIN).get(0).runs().get(0).style();
  }
}
