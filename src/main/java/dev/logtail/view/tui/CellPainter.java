package dev.logtail.view.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.logtail.view.style.Ink;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Style.Attribute;
import dev.logtail.view.terminal.ColorDepth;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** Turns cells into Lanterna's characters and keeps those that are used again. For one thread. */
final class CellPainter {
  private static final int MOST_STYLES = 512;
  private static final int MOST_OF_A_STYLE = 4096;
  private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};

  private final GraphemeTokens tokens;
  private final ColorDepth depth;
  private final Map<Style, Map<String, TextCharacter>> known = new HashMap<>();
  private Style lastStyle = Style.PLAIN;
  private Map<String, TextCharacter> ofLastStyle = new HashMap<>();

  CellPainter(GraphemeTokens tokens, ColorDepth depth) {
    this.tokens = tokens;
    this.depth = depth;
  }

  TextCharacter paint(Cell cell) {
    if (!cell.style().equals(lastStyle)) {
      turnTo(cell.style());
    }
    TextCharacter character = ofLastStyle.get(cell.grapheme());
    if (character == null) {
      character = make(cell);
      ofLastStyle.put(cell.grapheme(), character);
    }
    return character;
  }

  /** Forgets everything: tokens mean something else now. */
  void clear() {
    known.clear();
    ofLastStyle = new HashMap<>();
    known.put(lastStyle, ofLastStyle);
  }

  private void turnTo(Style style) {
    if (known.size() > MOST_STYLES || ofLastStyle.size() > MOST_OF_A_STYLE) {
      known.clear();
    }
    lastStyle = style;
    ofLastStyle = known.computeIfAbsent(style, absent -> new HashMap<>());
  }

  private TextCharacter make(Cell cell) {
    Style style = cell.style();
    String character = String.valueOf(tokens.encode(cell.grapheme()));
    return TextCharacter.fromString(
        character, color(style.foreground()), color(style.background()), modifiers(style))[0];
  }

  private static EnumSet<SGR> modifiers(Style style) {
    EnumSet<SGR> modifiers = EnumSet.noneOf(SGR.class);
    for (Attribute attribute : style.attributes()) {
      modifiers.add(
          switch (attribute) {
            case BOLD -> SGR.BOLD;
            case DIM -> LanternaTerminal.DIM;
            case ITALIC -> SGR.ITALIC;
            case UNDERLINE -> SGR.UNDERLINE;
            case REVERSE -> SGR.REVERSE;
            case STRIKE -> SGR.CROSSED_OUT;
          });
    }
    return modifiers;
  }

  /** The nearest colour that the terminal can be asked for. */
  TextColor color(Ink ink) {
    if (depth == ColorDepth.NONE || ink instanceof Ink.Terminal) {
      return TextColor.ANSI.DEFAULT;
    }
    if (ink instanceof Ink.Indexed indexed) {
      return indexed(indexed.index());
    }
    int rgb = ((Ink.Rgb) ink).value();
    return depth == ColorDepth.TRUE_COLOR
        ? new TextColor.RGB(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF)
        : indexed(nearestIndex(rgb));
  }

  private TextColor indexed(int index) {
    if (index < 16) {
      return ansi(index);
    }
    return depth == ColorDepth.BASIC
        ? ansi(nearestBasic(rgbOf(index)))
        : new TextColor.Indexed(index);
  }

  private static TextColor ansi(int index) {
    return switch (index) {
      case 0 -> TextColor.ANSI.BLACK;
      case 1 -> TextColor.ANSI.RED;
      case 2 -> TextColor.ANSI.GREEN;
      case 3 -> TextColor.ANSI.YELLOW;
      case 4 -> TextColor.ANSI.BLUE;
      case 5 -> TextColor.ANSI.MAGENTA;
      case 6 -> TextColor.ANSI.CYAN;
      case 7 -> TextColor.ANSI.WHITE;
      case 8 -> TextColor.ANSI.BLACK_BRIGHT;
      case 9 -> TextColor.ANSI.RED_BRIGHT;
      case 10 -> TextColor.ANSI.GREEN_BRIGHT;
      case 11 -> TextColor.ANSI.YELLOW_BRIGHT;
      case 12 -> TextColor.ANSI.BLUE_BRIGHT;
      case 13 -> TextColor.ANSI.MAGENTA_BRIGHT;
      case 14 -> TextColor.ANSI.CYAN_BRIGHT;
      default -> TextColor.ANSI.WHITE_BRIGHT;
    };
  }

  /** The index of the 6×6×6 cube nearest to {@code rgb}. */
  private static int nearestIndex(int rgb) {
    return 16 + 36 * level(rgb >> 16 & 0xFF) + 6 * level(rgb >> 8 & 0xFF) + level(rgb & 0xFF);
  }

  private static int level(int value) {
    int best = 0;
    for (int i = 1; i < LEVELS.length; i++) {
      if (Math.abs(LEVELS[i] - value) < Math.abs(LEVELS[best] - value)) {
        best = i;
      }
    }
    return best;
  }

  private static int rgbOf(int index) {
    if (index >= 232) {
      int grey = 8 + 10 * (index - 232);
      return grey << 16 | grey << 8 | grey;
    }
    int cube = index - 16;
    return LEVELS[cube / 36] << 16 | LEVELS[cube / 6 % 6] << 8 | LEVELS[cube % 6];
  }

  /** One bit a colour, and one for brightness: good enough where there are only sixteen. */
  private static int nearestBasic(int rgb) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    int most = Math.max(red, Math.max(green, blue));
    if (most < 64) {
      return 8;
    }
    int half = most / 2;
    int hue = (red > half ? 1 : 0) | (green > half ? 2 : 0) | (blue > half ? 4 : 0);
    return most > 200 ? hue + 8 : hue;
  }
}
