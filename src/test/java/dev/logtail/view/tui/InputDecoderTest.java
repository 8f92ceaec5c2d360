package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class InputDecoderTest {
  /** A byte that is not there in time: the tenth of a second passes without one. */
  private static final char PAUSE = '\u2400';

  /** A terminal that says what is typed; nothing is available where a pause stands. */
  private static final class Typed extends InputStream {
    private final byte[] bytes;
    private final boolean[] late;
    private int next;

    Typed(String text) {
      List<Byte> all = new ArrayList<>();
      List<Boolean> pauses = new ArrayList<>();
      boolean pause = false;
      for (int point : text.codePoints().toArray()) {
        if (point == PAUSE) {
          pause = true;
        } else {
          for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            all.add(b);
            pauses.add(pause);
            pause = false;
          }
        }
      }
      bytes = new byte[all.size()];
      late = new boolean[all.size() + 1];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = all.get(i);
        late[i] = pauses.get(i);
      }
    }

    @Override
    public int available() {
      if (next >= bytes.length || late[next]) {
        late[next] = false;
        return 0;
      }
      return 1;
    }

    @Override
    public int read() {
      return next < bytes.length ? bytes[next++] & 0xFF : -1;
    }
  }

  private static List<Input> decode(String typed) throws IOException {
    return decode(new Typed(typed));
  }

  private static List<Input> decode(InputStream terminal) throws IOException {
    InputDecoder decoder = new InputDecoder(terminal);
    List<Input> inputs = new ArrayList<>();
    for (Input input = decoder.next(); !input.equals(Key.END_OF_INPUT); input = decoder.next()) {
      inputs.add(input);
    }
    return inputs;
  }

  private static List<String> names(String typed) throws IOException {
    return decode(typed).stream().map(input -> ((Key) input).name()).toList();
  }

  @Example
  void characters_and_control_characters() throws IOException {
    assertThat(names("j é中👍\u0004\r\n\t\u007f\b"))
        .containsExactly(
            "j", " ", "é", "中", "👍", "Ctrl-d", "Enter", "Enter", "Tab", "Backspace", "Backspace");
    assertThat(names("\u0000\u001c")).containsExactly("Ctrl-Space", "Ctrl-\\");
  }

  @Example
  void functions() throws IOException {
    assertThat(names("\033[A\033OB\033[1;5C\033[D\033[5~\033[6;2~\033[H\033[4~"))
        .containsExactly("Up", "Down", "Right", "Left", "PgUp", "PgDn", "Home", "End");
    assertThat(names("\033OP\033[11~\033[[A\033[24~\033[3~\033[Z"))
        .containsExactly("F1", "F1", "F1", "F12", "Delete", "ReverseTab");
  }

  @Example
  void lone_esc_is_a_key_and_so_is_what_follows_it() throws IOException {
    assertThat(names("\033")).containsExactly("Esc");
    assertThat(names("\033&x")).containsExactly("Esc", "&", "x");
    assertThat(names("\033" + PAUSE + "[A")).containsExactly("Esc", "[", "A");
    assertThat(names("\033\033\033[A")).containsExactly("Esc", "Esc", "Up");
    assertThat(names("\033[" + PAUSE)).containsExactly("Esc", "[");
  }

  @Example
  void what_means_nothing_is_swallowed_whole() throws IOException {
    assertThat(names("a\033[1;9zb\033[?62;4cc\033[Id")).containsExactly("a", "b", "c", "d");
    assertThat(names("a\033]11;rgb:0000/0000/0000\007b\033P1$r0m\033\\c"))
        .containsExactly("a", "b", "c");
    assertThat(names("\033[1;" + PAUSE + "2A\033[201~x")).containsExactly("Up", "x");
  }

  @Example
  void mouse() throws IOException {
    assertThat(
            decode("\033[<0;5;3M\033[<0;5;3m\033[<64;1;1M\033[<65;1;1M\033[<2;9;9M\033[<35;1;1M"))
        .containsExactly(new Input.Click(2, 4), Key.WHEEL_UP, Key.WHEEL_DOWN);
    assertThat(decode("\033[<0;0;0M\033[<999999;5;3M\033[<M"))
        .containsExactly(new Input.Click(0, 0));
  }

  @Example
  void pasted_text_is_one_line_and_no_keys() throws IOException {
    assertThat(decode("\033[200~a\tb\r\nq\033[A\n\033[201~q"))
        .containsExactly(new Input.Paste("a b q[A"), new Key("q"));
    assertThat(decode("\033[200~\033[201~\033[200~\033\033[201~"))
        .containsExactly(new Input.Paste(""), new Input.Paste(""));
  }

  @Example
  void paste_is_waited_for_however_slowly_it_comes() throws IOException {
    assertThat(decode("\033[200~he" + PAUSE + "llo\033" + PAUSE + "[20" + PAUSE + "1~x"))
        .containsExactly(new Input.Paste("hello"), new Key("x"));
  }

  @Example
  void paste_is_bounded() throws IOException {
    List<Input> inputs = decode("\033[200~" + "x".repeat(1 << 20) + "\033[201~q");
    assertThat(inputs).containsExactly(new Input.Paste("x".repeat(4096)), new Key("q"));
  }

  @Example
  void bytes_that_are_no_utf8_are_one_key() throws IOException {
    byte[] broken = {(byte) 0xC3, 'a', (byte) 0xFF, (byte) 0x80, 'b'};
    assertThat(decode(new ByteArrayInputStream(broken)))
        .containsSubsequence(new Key("a"), new Key("b"));
  }

  @Property(tries = 2000)
  void no_input_fails_or_makes_text_of_a_control_character(@ForAll @Size(max = 40) byte[] typed)
      throws IOException {
    for (Input input : decode(new ByteArrayInputStream(typed))) {
      if (input instanceof Input.Paste paste) {
        assertThat(paste.text().chars()).noneMatch(Character::isISOControl);
      } else if (input instanceof Key key && key.isText()) {
        assertThat(key.name().chars()).noneMatch(Character::isISOControl);
      }
    }
  }

  @Property(tries = 500)
  void whatever_is_pasted_ends_where_it_ends(@ForAll String text) throws IOException {
    String harmless = text.replace("\033", "").replace(String.valueOf(PAUSE), "");
    String pasted = harmless.substring(0, Math.min(500, harmless.length()));
    List<Input> inputs = decode("\033[200~" + pasted + "\033[201~z");
    assertThat(inputs).hasSize(2).last().isEqualTo(new Key("z"));
    assertThat(inputs.get(0)).isInstanceOf(Input.Paste.class);
  }
}
