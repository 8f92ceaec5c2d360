package dev.logtail.view.tui;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;

/** Lanterna's names of keys in ours. */
final class LanternaKeys {
  private LanternaKeys() {}

  static Key keyOf(KeyStroke stroke) {
    return stroke.getKeyType() == KeyType.Character
        ? character(stroke)
        : function(stroke.getKeyType());
  }

  private static Key character(KeyStroke stroke) {
    char c = stroke.getCharacter();
    if (stroke.isAltDown()) {
      return new Key("Alt-" + c);
    }
    return stroke.isCtrlDown() ? control(Character.toLowerCase(c)) : new Key(String.valueOf(c));
  }

  /** Some control characters are keys of their own. */
  private static Key control(char letter) {
    return switch (letter) {
      case 'm', 'j' -> Key.ENTER;
      case 'i' -> Key.TAB;
      case 'h' -> Key.BACKSPACE;
      default -> Key.ctrl(letter);
    };
  }

  private static Key function(KeyType type) {
    return switch (type) {
      case Escape -> Key.ESC;
      case Enter -> Key.ENTER;
      case Backspace -> Key.BACKSPACE;
      case Tab -> Key.TAB;
      case ArrowUp -> new Key("Up");
      case ArrowDown -> new Key("Down");
      case ArrowLeft -> new Key("Left");
      case ArrowRight -> new Key("Right");
      case PageUp -> new Key("PgUp");
      case ReverseTab -> new Key("Shift-Tab");
      case PageDown -> new Key("PgDn");
      case EOF -> Key.END_OF_INPUT;
      default -> new Key(type.name());
    };
  }
}
