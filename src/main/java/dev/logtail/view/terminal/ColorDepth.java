package dev.logtail.view.terminal;

import java.util.Locale;

/** How many colours a terminal can be asked for. Told from two variables, without loading JLine. */
public enum ColorDepth {
  /** No colours at all; attributes such as bold may still be used on a terminal. */
  NONE,
  /** The eight colours and their bright versions. */
  BASIC,
  /** 256 indexed colours. */
  INDEXED,
  /** 24 bits. */
  TRUE_COLOR;

  /**
   * What a terminal promises about itself.
   *
   * @param term the value of {@code TERM}, "" where it is not set
   * @param colorTerm the value of {@code COLORTERM}, "" where it is not set
   */
  public static ColorDepth of(String term, String colorTerm) {
    String name = term.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("dumb") || name.endsWith("-m") || name.startsWith("vt")) {
      return NONE;
    }
    String claim = colorTerm.toLowerCase(Locale.ROOT);
    if (claim.equals("truecolor") || claim.equals("24bit") || name.endsWith("-direct")) {
      return TRUE_COLOR;
    }
    return name.contains("256") || name.equals("xterm-kitty") || name.equals("alacritty")
        ? INDEXED
        : BASIC;
  }
}
