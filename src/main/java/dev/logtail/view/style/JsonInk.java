package dev.logtail.view.style;

import dev.logtail.view.style.Theme.Part;
import java.util.List;

/** Colours JSON that is laid out over lines, none of which a token goes beyond. */
public final class JsonInk {
  private static final String PUNCTUATION = "{}[]:, ";

  private final Theme theme;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  public JsonInk(Theme theme) {
    this.theme = theme;
  }

  /** At most so many of the lines of {@code laidOut}. */
  public List<StyledText> rows(String laidOut, int most) {
    return laidOut.lines().limit(most).map(this::row).toList();
  }

  /** One line; may be the beginning of one. */
  public StyledText row(String line) {
    StyledText.Builder row = new StyledText.Builder();
    int at = 0;
    while (at < line.length()) {
      int end = end(line, at);
      row.append(safe.plain(line.substring(at, end)), style(line, at, end));
      at = end;
    }
    return row.build();
  }

  /** Where the token ends that begins at {@code start}; none goes on in another line. */
  private static int end(String line, int start) {
    boolean string = line.charAt(start) == '"';
    boolean punctuation = isPunctuation(line, start);
    int end = start + 1;
    if (string) {
      while (end < line.length() && line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      return Math.min(end + 1, line.length());
    }
    while (end < line.length()
        && line.charAt(end) != '"'
        && isPunctuation(line, end) == punctuation) {
      end++;
    }
    return end;
  }

  private static boolean isPunctuation(String line, int at) {
    return PUNCTUATION.indexOf(line.charAt(at)) >= 0;
  }

  private Style style(String line, int start, int end) {
    if (line.charAt(start) == '"') {
      boolean key = end < line.length() && line.charAt(end) == ':';
      return theme.of(key ? Part.JSON_KEY : Part.JSON_STRING);
    }
    return isPunctuation(line, start) ? Style.PLAIN : theme.of(Part.JSON_NUMBER);
  }
}
