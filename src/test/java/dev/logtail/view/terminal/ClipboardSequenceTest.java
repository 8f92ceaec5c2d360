package dev.logtail.view.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.terminal.ClipboardSequence.Multiplexer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ClipboardSequenceTest {
  private static ClipboardSequence of(String text) {
    return ClipboardSequence.of(text, Multiplexer.TRANSPARENT);
  }

  /** What a terminal would put into its clipboard. */
  private static String copied(String sequence) {
    assertThat(sequence).matches("(?s)\033]52;c;[A-Za-z0-9+/=]*\007");
    String base64 = sequence.substring(7, sequence.length() - 1);
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Example
  void text_arrives_as_it_is() {
    ClipboardSequence sequence = of("资金不足\tκόσμε 👨‍👩‍👧\nsecond");
    assertThat(copied(sequence.sequence())).isEqualTo("资金不足\tκόσμε 👨‍👩‍👧\nsecond");
    assertThat(sequence.whole()).isTrue();
  }

  @Example
  void what_would_act_where_it_is_pasted_is_left_out() {
    assertThat(copied(of("a\033[201~\rrm\u0003\u007f\u009b1m\r\nb\u0000").sequence()))
        .isEqualTo("a[201~rm1m\nb");
  }

  @Example
  void too_much_is_cut_between_characters_and_told() {
    ClipboardSequence sequence = of("x" + "资".repeat(30_000));
    assertThat(sequence.whole()).isFalse();
    assertThat(sequence.sequence().length()).isLessThanOrEqualTo(74_994 + 8);
    assertThat(copied(sequence.sequence())).matches("x资{18000,}");
    assertThat(of("x".repeat(56_244)).whole()).isTrue();
    assertThat(of("x".repeat(56_245)).whole()).isFalse();
  }

  @Example
  void screen_gets_it_in_pieces() {
    String text = "y".repeat(1000);
    String sequence = ClipboardSequence.of(text, Multiplexer.SCREEN).sequence();
    assertThat(sequence).startsWith("\033P\033]52;c;").endsWith("\007\033\\");
    for (String piece : sequence.split("\033\\\\", -1)) {
      assertThat(piece.length()).isLessThanOrEqualTo(242);
    }
    assertThat(copied(sequence.replace("\033P", "").replace("\033\\", ""))).isEqualTo(text);
  }

  @Example
  void screen_is_told_by_its_variable_but_not_inside_tmux() {
    assertThat(Multiplexer.of("1234.pts-0", "")).isEqualTo(Multiplexer.SCREEN);
    assertThat(Multiplexer.of("", "/tmp/tmux")).isEqualTo(Multiplexer.TRANSPARENT);
    assertThat(Multiplexer.of("1234.pts-0", "/tmp/tmux")).isEqualTo(Multiplexer.TRANSPARENT);
  }

  @Property(tries = 500)
  void nothing_of_the_text_reaches_the_terminal_but_base64(@ForAll String text) {
    assertThat(copied(of(text).sequence()).chars())
        .noneMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\n');
  }
}
