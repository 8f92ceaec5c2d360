package dev.logtail.view.style;

import dev.logtail.view.style.Style.Attribute;
import java.util.ArrayList;
import java.util.List;

/**
 * What SGR parameters of foreign text mean in our own styles. Blink and conceal mean nothing; what
 * would hide text by painting it in its own background keeps the background's default.
 */
final class Graphics {
  private static final int BRIGHT = 8;

  private final Style base;
  private Style style;

  private Graphics(Style base, Style style) {
    this.base = base;
    this.style = style;
  }

  /**
   * {@code style} after {@code parameters}.
   *
   * @param base what a reset goes back to
   * @param parameters digits, {@code ;} and {@code :} only, no number above 999
   */
  static Style apply(Style base, Style style, String parameters) {
    Graphics graphics = new Graphics(base, style);
    List<int[]> fields = fields(parameters);
    for (int i = 0; i < fields.size(); ) {
      i += graphics.take(fields, i);
    }
    return graphics.visible();
  }

  /** Each {@code ;} field as its {@code :} parts; an absent number is 0. */
  private static List<int[]> fields(String parameters) {
    List<int[]> fields = new ArrayList<>();
    for (String field : parameters.split(";", -1)) {
      String[] parts = field.split(":", -1);
      int[] numbers = new int[parts.length];
      for (int i = 0; i < parts.length; i++) {
        numbers[i] = parts[i].isEmpty() ? 0 : Integer.parseInt(parts[i]);
      }
      fields.add(numbers);
    }
    return fields;
  }

  /** Obeys the field at {@code i}; returns how many fields that took. */
  private int take(List<int[]> fields, int i) {
    int[] field = fields.get(i);
    int code = field[0];
    if (code != 38 && code != 48) {
      simple(code, field.length > 1 && field[1] == 0);
      return 1;
    }
    if (field.length > 1) {
      colonColour(code, field);
      return 1;
    }
    return semicolonColour(code, fields, i);
  }

  /** {@code 38:5:n}, {@code 38:2:r:g:b} or {@code 38:2:space:r:g:b}. */
  private void colonColour(int code, int[] field) {
    int last = field.length - 1;
    if (field[1] == 5 && field.length == 3) {
      paint(code, indexed(field[2]));
    } else if (field[1] == 2 && field.length >= 5) {
      int red = field.length > 5 ? 3 : 2;
      if (red + 2 <= last) {
        paint(code, rgb(field[red], field[red + 1], field[red + 2]));
      }
    }
  }

  /** {@code 38;5;n} or {@code 38;2;r;g;b}; a cut-off one is swallowed. */
  private int semicolonColour(int code, List<int[]> fields, int i) {
    int left = fields.size() - i;
    int mode = left > 1 ? fields.get(i + 1)[0] : 0;
    if (mode == 5 && left > 2) {
      paint(code, indexed(fields.get(i + 2)[0]));
      return 3;
    }
    if (mode == 2 && left > 4) {
      paint(code, rgb(fields.get(i + 2)[0], fields.get(i + 3)[0], fields.get(i + 4)[0]));
      return 5;
    }
    return mode == 5 || mode == 2 ? left : 1;
  }

  private void paint(int code, Ink ink) {
    style = code < 40 ? style.foreground(ink) : style.background(ink);
  }

  private static Ink indexed(int index) {
    return new Ink.Indexed(Math.min(index, 255));
  }

  private static Ink rgb(int red, int green, int blue) {
    return new Ink.Rgb(Math.min(red, 255) << 16 | Math.min(green, 255) << 8 | Math.min(blue, 255));
  }

  private void simple(int code, boolean off) {
    switch (code) {
      case 0 -> style = base;
      case 1 -> add(Attribute.BOLD);
      case 2 -> add(Attribute.DIM);
      case 3 -> add(Attribute.ITALIC);
      case 4 -> style = off ? style.without(Attribute.UNDERLINE) : underlined();
      case 7 -> add(Attribute.REVERSE);
      case 9 -> add(Attribute.STRIKE);
      case 21 -> add(Attribute.UNDERLINE);
      case 22 -> style = style.without(Attribute.BOLD).without(Attribute.DIM);
      case 23 -> style = style.without(Attribute.ITALIC);
      case 24 -> style = style.without(Attribute.UNDERLINE);
      case 27 -> style = style.without(Attribute.REVERSE);
      case 29 -> style = style.without(Attribute.STRIKE);
      case 39 -> style = style.foreground(base.foreground());
      case 49 -> style = style.background(base.background());
      default -> classic(code);
    }
  }

  private Style underlined() {
    return style.with(Attribute.UNDERLINE);
  }

  private void add(Attribute attribute) {
    style = style.with(attribute);
  }

  private void classic(int code) {
    if (code >= 30 && code <= 37) {
      style = style.foreground(new Ink.Indexed(code - 30));
    } else if (code >= 40 && code <= 47) {
      style = style.background(new Ink.Indexed(code - 40));
    } else if (code >= 90 && code <= 97) {
      style = style.foreground(new Ink.Indexed(code - 90 + BRIGHT));
    } else if (code >= 100 && code <= 107) {
      style = style.background(new Ink.Indexed(code - 100 + BRIGHT));
    }
  }

  private Style visible() {
    boolean hides =
        !(style.foreground() instanceof Ink.Terminal)
            && style.foreground().equals(style.background());
    return hides ? style.background(Ink.DEFAULT) : style;
  }
}
