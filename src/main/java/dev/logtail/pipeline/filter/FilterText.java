package dev.logtail.pipeline.filter;

import dev.logtail.pipeline.filter.FilterToken.Kind;
import java.util.Locale;

/** Writes any text so that the filter language takes it for what it is. */
public final class FilterText {
  private static final String REGEX_MARKS = "\\.+*?()|[]{}^$";

  private FilterText() {}

  /** {@code text} as a value: as it is where that does, else in quotes. */
  public static String value(String text) {
    return isWord(text) && !NumberText.isNumber(text) ? text : quoted(text);
  }

  /** {@code text} as a pattern that finds just this text. */
  public static String pattern(String text) {
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isHarmless(point)) {
                regex.append(REGEX_MARKS.indexOf(point) >= 0 ? "\\" : "").appendCodePoint(point);
              } else {
                regex.append(String.format(Locale.ROOT, "\\x{%X}", point));
              }
            });
    String bare = regex.toString();
    return isWord(bare) && !bare.startsWith("/") ? bare : '"' + bare.replace("\"", "\\\"") + '"';
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isHarmless(c) || Character.isSurrogate(c)) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      }
    }
    return out.append('"').toString();
  }

  private static boolean isWord(String text) {
    try {
      FilterToken token = new FilterScanner(text, 0).next();
      return token.is(Kind.WORD)
          && token.end() == text.length()
          && token.start() == 0
          && !token.isKeyword()
          && text.codePoints().allMatch(FilterText::isHarmless);
    } catch (FilterSyntaxException e) {
      return false;
    }
  }

  /** False for what shows nothing, or turns its neighbours around. */
  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
