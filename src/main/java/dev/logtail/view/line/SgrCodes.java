package dev.logtail.view.line;

import dev.logtail.view.style.Ink;
import dev.logtail.view.style.Style;
import dev.logtail.view.terminal.ColorDepth;

/** The numbers of SGR, and the nearest colour where a terminal lacks the one asked for. */
final class SgrCodes {
  private static final int FOREGROUND = 30;
  private static final int BACKGROUND = 40;
  private static final int TO_BRIGHT = 60;
  private static final int CUBE = 16;
  private static final int GREYS = 232;
  private static final int[] CUBE_STEPS = {0, 95, 135, 175, 215, 255};

  /** What xterm paints for the sixteen; real palettes differ a little. */
  private static final int[] SIXTEEN = {
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF
  };

  private SgrCodes() {}

  /** The sequence for {@code style}; "" for one without colour and attributes. */
  static String sequence(Style style, ColorDepth depth) {
    StringBuilder codes = new StringBuilder();
    for (Style.Attribute attribute : Style.Attribute.values()) {
      if (style.attributes().contains(attribute)) {
        codes.append(';').append(code(attribute));
      }
    }
    colour(codes, FOREGROUND, style.foreground(), depth);
    colour(codes, BACKGROUND, style.background(), depth);
    return codes.isEmpty() ? "" : "\u001b[" + codes.substring(1) + "m";
  }

  private static int code(Style.Attribute attribute) {
    return switch (attribute) {
      case BOLD -> 1;
      case DIM -> 2;
      case ITALIC -> 3;
      case UNDERLINE -> 4;
      case REVERSE -> 7;
      case STRIKE -> 9;
    };
  }

  private static void colour(StringBuilder codes, int ground, Ink ink, ColorDepth depth) {
    if (ink instanceof Ink.Indexed indexed) {
      indexed(codes, ground, depth == ColorDepth.BASIC ? sixteen(indexed) : indexed.index());
    } else if (ink instanceof Ink.Rgb rgb) {
      rgb(codes, ground, rgb.value(), depth);
    }
  }

  private static void indexed(StringBuilder codes, int ground, int index) {
    if (index < 8) {
      codes.append(';').append(ground + index);
    } else if (index < CUBE) {
      codes.append(';').append(ground + TO_BRIGHT + index - 8);
    } else {
      codes.append(';').append(ground + 8).append(";5;").append(index);
    }
  }

  private static void rgb(StringBuilder codes, int ground, int rgb, ColorDepth depth) {
    switch (depth) {
      case TRUE_COLOR ->
          codes
              .append(';')
              .append(ground + 8)
              .append(";2;")
              .append(red(rgb))
              .append(';')
              .append(green(rgb))
              .append(';')
              .append(blue(rgb));
      case INDEXED -> indexed(codes, ground, nearestIndexed(rgb));
      default -> indexed(codes, ground, nearestSixteen(rgb));
    }
  }

  private static int sixteen(Ink.Indexed ink) {
    return ink.index() < CUBE ? ink.index() : nearestSixteen(rgbOf(ink.index()));
  }

  private static int rgbOf(int index) {
    if (index >= GREYS) {
      return grey(index);
    }
    int cube = index - CUBE;
    return CUBE_STEPS[cube / 36] << 16 | CUBE_STEPS[cube / 6 % 6] << 8 | CUBE_STEPS[cube % 6];
  }

  private static int grey(int index) {
    return (8 + 10 * (index - GREYS)) * 0x010101;
  }

  private static int nearestSixteen(int rgb) {
    int best = 0;
    for (int i = 1; i < SIXTEEN.length; i++) {
      if (distance(rgb, SIXTEEN[i]) < distance(rgb, SIXTEEN[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int nearestIndexed(int rgb) {
    int cube = CUBE + 36 * step(red(rgb)) + 6 * step(green(rgb)) + step(blue(rgb));
    int mean = (red(rgb) + green(rgb) + blue(rgb)) / 3;
    int grey = GREYS + Math.min(23, Math.max(0, (mean - 3) / 10));
    return distance(rgb, grey(grey)) < distance(rgb, rgbOf(cube)) ? grey : cube;
  }

  private static int step(int channel) {
    int best = 0;
    for (int i = 1; i < CUBE_STEPS.length; i++) {
      if (Math.abs(channel - CUBE_STEPS[i]) < Math.abs(channel - CUBE_STEPS[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = red(one) - red(other);
    int green = green(one) - green(other);
    int blue = blue(one) - blue(other);
    return red * red + green * green + blue * blue;
  }

  private static int red(int rgb) {
    return rgb >> 16 & 0xFF;
  }

  private static int green(int rgb) {
    return rgb >> 8 & 0xFF;
  }

  private static int blue(int rgb) {
    return rgb & 0xFF;
  }
}
