package dev.logtail.view.line;

import dev.logtail.view.style.ColorTable;
import dev.logtail.view.style.Ink;
import dev.logtail.view.style.Style;
import dev.logtail.view.terminal.ColorDepth;

/** The numbers of SGR. Where a terminal lacks a colour it gets the nearest one. */
final class SgrCodes {
  private static final int FOREGROUND = 30;
  private static final int BACKGROUND = 40;
  private static final int TO_BRIGHT = 60;
  private static final int CUBE = 16;

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
              .append(rgb >> 16 & 0xFF)
              .append(';')
              .append(rgb >> 8 & 0xFF)
              .append(';')
              .append(rgb & 0xFF);
      case INDEXED -> indexed(codes, ground, ColorTable.nearestIndexed(rgb));
      default -> indexed(codes, ground, ColorTable.nearestBasic(rgb));
    }
  }

  private static int sixteen(Ink.Indexed ink) {
    return ink.index() < CUBE
        ? ink.index()
        : ColorTable.nearestBasic(ColorTable.rgbOf(ink.index()));
  }
}
