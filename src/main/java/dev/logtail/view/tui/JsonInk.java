package dev.logtail.view.tui;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.wire.JsonLayout;
import java.util.ArrayList;
import java.util.List;

/** Lays JSON out over lines and colours it. */
final class JsonInk {
  private static final String PUNCTUATION = "{}[]:, ";

  private final Theme theme;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  JsonInk(Theme theme) {
    this.theme = theme;
  }

  /** At most so many of the lines of {@code json}, which must be valid JSON. */
  List<StyledText> rows(String json, int most) {
    List<StyledText> rows = new ArrayList<>();
    JsonLayout.of(json).lines().limit(most).forEach(line -> rows.add(coloured(line)));
    return rows;
  }

  private StyledText coloured(String line) {
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
      while (line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      return end + 1;
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
