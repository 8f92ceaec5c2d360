package dev.logtail.view.style;

/** What a code point of foreign text could do to a terminal, and so how it is shown. */
enum Glyph {
  /** Takes its cells and does nothing else. */
  PLAIN,
  /** Sits on the glyph before it. */
  MARK,
  /** ZWJ or ZWNJ: ties its neighbours or keeps them apart. */
  JOINER,
  /** VS15 or VS16: text or emoji form of the pictograph before it. */
  SELECTOR,
  /** C0 or DEL: has a picture of its own. */
  CONTROL,
  /** Invisible, reordering, private or not a character at all: shown as its number. */
  HIDDEN;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int TEXT_SELECTOR = 0xFE0E;
  private static final int EMOJI_SELECTOR = 0xFE0F;
  private static final int PICTURES = 0x2400;
  private static final int DELETE = 0x7F;

  static Glyph of(int point) {
    if (point < 0x20 || point == DELETE) {
      return CONTROL;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          HIDDEN;
      case Character.FORMAT -> isJoiner(point) ? JOINER : HIDDEN;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          mark(point);
      default -> isInvisible(point) ? HIDDEN : PLAIN;
    };
  }

  private static Glyph mark(int point) {
    if (point == TEXT_SELECTOR || point == EMOJI_SELECTOR) {
      return SELECTOR;
    }
    return isInvisible(point) ? HIDDEN : MARK;
  }

  private static boolean isJoiner(int point) {
    return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
  }

  /** What has no ink although its category does not say so, and noncharacters. */
  private static boolean isInvisible(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0 -> true;
      default ->
          isWithin(point, 0x180B, 0x180F)
              || isWithin(point, 0xFE00, EMOJI_SELECTOR)
              || isWithin(point, 0xFFF0, 0xFFFB)
              || isWithin(point, 0xE0000, 0xE0FFF)
              || isWithin(point, 0xFDD0, 0xFDEF)
              || (point & 0xFFFE) == 0xFFFE;
    };
  }

  /**
   * True for chars that are shown as they are whatever stands beside them: never part of a pair, a
   * cluster or a sequence. Quick, and says no in doubt.
   */
  static boolean isIndependent(char c) {
    if (c < 0x300) {
      return isWithin(c, 0x20, 0x7E) || (c >= 0xA0 && c != 0xAD);
    }
    if (c < 0x2100) {
      return isWithin(c, 0x388, 0x482)
          || isWithin(c, 0x2010, 0x2027)
          || isWithin(c, 0x202F, 0x205F);
    }
    if (c < 0xAC00) {
      return c < 0x2C00
          || isWithin(c, 0x3000, 0x3029)
          || isWithin(c, 0x3030, 0x3098)
          || (isWithin(c, 0x309B, 0xA63F) && c != 0x3164);
    }
    return c < 0xD7A4
        || isWithin(c, 0xF900, 0xFAFF)
        || isWithin(c, 0xFF01, 0xFF9D)
        || isWithin(c, 0xFFA1, 0xFFEF);
  }

  private static boolean isWithin(int point, int first, int last) {
    return point >= first && point <= last;
  }

  /** True for what a joiner may stand between. */
  static boolean canBeJoined(int point) {
    return isPictograph(point) || (Character.isLetter(point) && of(point) == PLAIN);
  }

  /** True for what has an emoji form. */
  static boolean isPictograph(int point) {
    if (point < 0x2000) {
      return point == 0xA9 || point == 0xAE;
    }
    if (point < 0x3000) {
      return isSymbolPictograph(point);
    }
    return isWithin(point, 0x1F000, 0x1FAFF)
        || point == 0x3030
        || point == 0x303D
        || point == 0x3297
        || point == 0x3299;
  }

  private static boolean isSymbolPictograph(int point) {
    return switch (point) {
      case 0x203C, 0x2049, 0x2122, 0x2139, 0x24C2, 0x2934, 0x2935 -> true;
      default ->
          isWithin(point, 0x2194, 0x21AA)
              || isWithin(point, 0x231A, 0x23FF)
              || isWithin(point, 0x25AA, 0x27BF)
              || isWithin(point, 0x2B05, 0x2B55);
    };
  }

  /** The picture of a {@link #CONTROL} code point: one cell, safe. */
  static char picture(int control) {
    return (char) (control == DELETE ? PICTURES + 0x21 : PICTURES + control);
  }
}
