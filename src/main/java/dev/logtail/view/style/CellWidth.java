package dev.logtail.view.style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many terminal cells safe text takes: CJK and emoji 2, combining marks 0, a joined emoji or a
 * flag 2 as a whole. Measures and cuts by graphemes, so that nothing is ever torn apart.
 */
public final class CellWidth {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private static final int EMOJI_SELECTOR = 0xFE0F;

  /**
   * First and last code points of the ranges that take two cells: East Asian Width W and F of
   * Unicode 14, with the blocks that Unicode reserves for wide characters whole.
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
    0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
    0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
    0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
    0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
    0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18D08, 0x1AFF0,
    0x1B122, 0x1B150, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191,
    0x1F19A, 0x1F200, 0x1F265, 0x1F300, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E,
    0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8,
    0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550,
    0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680,
    0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4,
    0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70,
    0x1FAFF, 0x20000, 0x3FFFD
  };

  private CellWidth() {}

  /** Cells that {@code safe} takes. */
  public static int of(String safe) {
    int cells = 0;
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (!Glyph.isIndependent(c)) {
        return ofClusters(safe);
      }
      cells += c < 0x300 || !isWide(c) ? 1 : 2;
    }
    return cells;
  }

  private static int ofClusters(String safe) {
    int cells = 0;
    Matcher grapheme = GRAPHEME.matcher(safe);
    while (grapheme.find()) {
      cells += ofCluster(safe, grapheme.start(), grapheme.end());
    }
    return cells;
  }

  /** The longest beginning of {@code safe} that fits into {@code cells}. */
  public static String cut(String safe, int cells) {
    if (safe.length() <= cells / 2 || of(safe) <= cells) {
      return safe;
    }
    Matcher grapheme = GRAPHEME.matcher(safe);
    int used = 0;
    int end = 0;
    while (grapheme.find()) {
      used += ofCluster(safe, grapheme.start(), grapheme.end());
      if (used > cells) {
        break;
      }
      end = grapheme.end();
    }
    return safe.substring(0, end);
  }

  /** {@code safe} in pieces that a person sees as one character each. */
  public static List<String> graphemes(String safe) {
    List<String> graphemes = new ArrayList<>(safe.length());
    Matcher grapheme = GRAPHEME.matcher(safe);
    while (grapheme.find()) {
      graphemes.add(grapheme.group());
    }
    return graphemes;
  }

  private static int ofCluster(String text, int start, int end) {
    int first = text.codePointAt(start);
    int next = start + Character.charCount(first);
    if (next == end) {
      return ofPoint(first);
    }
    boolean pictograph = Glyph.isPictograph(first);
    int cells = ofPoint(first);
    for (int i = next; i < end; i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (point == EMOJI_SELECTOR || isRegionalIndicator(point)) {
        return 2;
      }
      cells = pictograph ? Math.max(cells, ofPoint(point)) : cells + ofPoint(point);
    }
    return cells;
  }

  private static boolean isRegionalIndicator(int point) {
    return point >= 0x1F1E6 && point <= 0x1F1FF;
  }

  private static int ofPoint(int point) {
    if (point < 0x300) {
      return 1;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isTrailingJamo(point) ? 0 : isWide(point) ? 2 : 1;
    };
  }

  /** Hangul vowels and finals, which share the cells of the consonant before them. */
  private static boolean isTrailingJamo(int point) {
    return (point >= 0x1160 && point <= 0x11FF) || (point >= 0xD7B0 && point <= 0xD7FF);
  }

  private static boolean isWide(int point) {
    if (point < 0x1100) {
      return false;
    }
    int found = Arrays.binarySearch(WIDE, point);
    return found >= 0 || (-found - 1) % 2 == 1;
  }
}
