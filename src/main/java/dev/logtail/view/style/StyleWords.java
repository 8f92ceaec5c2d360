package dev.logtail.view.style;

import dev.logtail.model.Spelling;
import dev.logtail.view.style.Style.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a style as a user writes it: attributes, then a colour, then {@code on} and another one. A
 * colour is one of sixteen names, {@code default}, a number up to 255, or {@code #rrggbb}.
 *
 * <pre>
 *   bold #ff8800        black on yellow        underline bright-red on 236
 * </pre>
 */
public final class StyleWords {
  private static final List<String> BASIC =
      List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");
  private static final Map<String, Ink> COLORS = colors();
  private static final String ON = "on";
  private static final int LAST_INDEX = 255;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private StyleWords() {}

  private static Map<String, Ink> colors() {
    Map<String, Ink> colors = new LinkedHashMap<>();
    colors.put("default", Ink.DEFAULT);
    for (int i = 0; i < BASIC.size(); i++) {
      colors.put(BASIC.get(i), new Ink.Indexed(i));
      colors.put("bright-" + BASIC.get(i), new Ink.Indexed(BASIC.size() + i));
    }
    colors.put("gray", new Ink.Indexed(8));
    colors.put("grey", new Ink.Indexed(8));
    return colors;
  }

  /**
   * The style that {@code words} describe.
   *
   * @throws IllegalArgumentException when a word is not known; the message names the nearest
   */
  public static Style parse(String words) {
    if (words.isBlank()) {
      throw new IllegalArgumentException("a style is missing; for example: bold red on default");
    }
    Style style = Style.PLAIN;
    boolean background = false;
    for (String word : SPACES.split(words.strip().toLowerCase(Locale.ROOT), -1)) {
      if (word.equals(ON) && !background) {
        background = true;
      } else if (background) {
        style = style.background(color(word, COLORS.keySet()));
        background = false;
      } else {
        style = withWord(style, word);
      }
    }
    if (background) {
      throw new IllegalArgumentException("a colour is missing after 'on'");
    }
    return style;
  }

  private static Style withWord(Style style, String word) {
    for (Attribute attribute : Attribute.values()) {
      if (nameOf(attribute).equals(word)) {
        return style.with(attribute);
      }
    }
    return style.foreground(color(word, known()));
  }

  private static Ink color(String word, Collection<String> known) {
    if (word.matches("#[0-9a-f]{6}")) {
      return new Ink.Rgb(Integer.parseInt(word.substring(1), 16));
    }
    if (word.matches("[0-9]{1,3}") && Integer.parseInt(word) <= LAST_INDEX) {
      return new Ink.Indexed(Integer.parseInt(word));
    }
    Ink named = COLORS.get(word);
    if (named == null) {
      throw new IllegalArgumentException(
          word.startsWith("#") || word.matches("[0-9]+")
              ? "'" + word + "' is no colour; write #rrggbb or a number from 0 to " + LAST_INDEX
              : "unknown word '" + word + "'" + Spelling.hint(word, known));
    }
    return named;
  }

  private static String nameOf(Attribute attribute) {
    return attribute.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>();
    Arrays.stream(Attribute.values()).map(StyleWords::nameOf).forEach(known::add);
    known.add(ON);
    known.addAll(COLORS.keySet());
    return known;
  }
}
