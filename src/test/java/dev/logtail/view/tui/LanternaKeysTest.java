package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import org.junit.jupiter.api.Test;

class LanternaKeysTest {
  @Test
  void characters_and_control_characters() {
    assertThat(LanternaKeys.keyOf(new KeyStroke('j', false, false))).isEqualTo(new Key("j"));
    assertThat(LanternaKeys.keyOf(new KeyStroke('d', true, false))).isEqualTo(Key.ctrl('d'));
    assertThat(LanternaKeys.keyOf(new KeyStroke('m', true, false))).isEqualTo(Key.ENTER);
    assertThat(LanternaKeys.keyOf(new KeyStroke('i', true, false))).isEqualTo(Key.TAB);
    assertThat(LanternaKeys.keyOf(new KeyStroke('h', true, false))).isEqualTo(Key.BACKSPACE);
  }

  @Test
  void functions() {
    assertThat(LanternaKeys.keyOf(new KeyStroke(KeyType.PageDown))).isEqualTo(new Key("PgDn"));
    assertThat(LanternaKeys.keyOf(new KeyStroke(KeyType.ArrowUp))).isEqualTo(new Key("Up"));
    assertThat(LanternaKeys.keyOf(new KeyStroke(KeyType.F1))).isEqualTo(new Key("F1"));
    assertThat(LanternaKeys.keyOf(new KeyStroke(KeyType.EOF))).isEqualTo(Key.END_OF_INPUT);
  }
}
