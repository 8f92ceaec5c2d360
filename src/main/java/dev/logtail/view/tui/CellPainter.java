package dev.logtail.view.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.logtail.view.style.ColorTable;
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
    return switch (depth) {
      case TRUE_COLOR -> new TextColor.RGB(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
      case INDEXED -> new TextColor.Indexed(ColorTable.nearestIndexed(rgb));
      default -> ansi(ColorTable.nearestBasic(rgb));
    };
  }

  private TextColor indexed(int index) {
    if (index < 16) {
      return ansi(index);
    }
    return depth == ColorDepth.BASIC
        ? ansi(ColorTable.nearestBasic(ColorTable.rgbOf(index)))
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
}
