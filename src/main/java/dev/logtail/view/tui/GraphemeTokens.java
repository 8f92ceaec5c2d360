package dev.logtail.view.tui;

import dev.logtail.view.style.CellWidth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Stands one private-use character for each grapheme that Lanterna would not take, would measure
 * wrongly or would write in pieces, so that to Lanterna every cell is one plain character one cell
 * wide. Safe text holds no private-use characters, so that nothing can be mistaken for a token.
 *
 * <pre>
 *   frame     |é|👍🏽|""|x|        cells of a wide grapheme: the grapheme, then ""
 *   Lanterna  |é| 1 | 0|x|        0 and 1 stand for U+E000, U+E001: token 0 draws nothing
 *   terminal  |é|👍🏽   |x|
 * </pre>
 *
 * For one thread.
 */
final class GraphemeTokens {
  private static final char FIRST = '\uE000';
  private static final int MOST = 0xF8FF - 0xE000 + 1;
  private static final int LATIN_END = 0x250;

  private final Map<String, Character> tokens = new HashMap<>();
  private final String[] graphemes = new String[MOST];

  GraphemeTokens() {
    clear();
  }

  /** True when another new grapheme may not fit: then {@link #clear()} and draw everything anew. */
  boolean isNearlyFull(int cells) {
    return tokens.size() + cells > MOST;
  }

  /** Forgets all tokens. */
  void clear() {
    tokens.clear();
    Arrays.fill(graphemes, "");
    tokens.put("", FIRST);
  }

  /** What Lanterna gets for a cell's grapheme. */
  char encode(String grapheme) {
    if (grapheme.length() == 1 && isPlain(grapheme.charAt(0))) {
      return grapheme.charAt(0);
    }
    Character known = tokens.get(grapheme);
    return known == null ? add(grapheme) : known;
  }

  private char add(String grapheme) {
    int index = Math.min(tokens.size(), MOST - 1);
    char token = (char) (FIRST + index);
    tokens.put(grapheme, token);
    graphemes[index] = grapheme;
    return token;
  }

  /** What the terminal gets for what Lanterna was given. */
  String decode(char c) {
    return isToken(c) ? graphemes[c - FIRST] : String.valueOf(c);
  }

  /** True for a token of a grapheme that some terminals draw wider or narrower than others. */
  boolean isDoubtful(char c) {
    return isToken(c) && c != FIRST && !isSurelyWide(graphemes[c - FIRST]);
  }

  /** More cells than any terminal draws the token's grapheme in. */
  int mostCells(char c) {
    String grapheme = graphemes[c - FIRST];
    return 2 * grapheme.codePointCount(0, grapheme.length());
  }

  private static boolean isToken(char c) {
    return c >= FIRST && c < FIRST + MOST;
  }

  private static boolean isSurelyWide(String grapheme) {
    char c = grapheme.charAt(0);
    boolean east = Character.isIdeographic(c) || (c >= 0x3041 && c < 0x30FF) || c >= 0xAC00;
    return grapheme.length() == 1 && east && CellWidth.of(grapheme) == 2;
  }

  /** Letters and lines about which there is no doubt. */
  private static boolean isPlain(char c) {
    return (c >= ' ' && c < 0x7F) || (c >= 0xA1 && c < LATIN_END && c != 0xAD) || isLine(c);
  }

  private static boolean isLine(char c) {
    return c >= 0x2500 && c < 0x2580;
  }
}
