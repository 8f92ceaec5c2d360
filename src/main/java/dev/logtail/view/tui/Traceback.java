package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a Python traceback readable: the frames are faint, the exception stands out. One that came
 * on one line, with {@code \n} written out or with spaces where its lines broke, gets its lines.
 */
final class Traceback {
  private static final String HEAD = "Traceback (most recent call last):";
  private static final String FRAME = "File \"";
  private static final String ESCAPES = "n\nt\tr\r\"\"''\\\\";
  private static final int INDENT = 2;

  private Traceback() {}

  /** Where the first traceback from {@code from} on begins; negative for none. */
  static int begin(String text, int from) {
    return text.indexOf(HEAD, from);
  }

  /** The lines of {@code text}, which begins with a traceback. */
  static List<StyledText> lines(String text, SafeText safe, Theme theme) {
    Style faint = theme.of(Part.HINT);
    List<StyledText> lines = new ArrayList<>();
    boolean inside = false;
    for (StyledText line : safe.lines(unfolded(text), Style.PLAIN)) {
      String plain = line.plain();
      boolean head = plain.startsWith(HEAD);
      boolean exception = inside && !head && !plain.isBlank() && plain.charAt(0) != ' ';
      inside = head || (inside && !exception);
      Style style = exception ? theme.of(Severity.ERROR) : inside ? faint : Style.PLAIN;
      lines.add(StyledRows.restyle(line, Style.PLAIN, style));
    }
    return lines;
  }

  private static String unfolded(String text) {
    if (text.strip().indexOf('\n') >= 0) {
      return text;
    }
    return text.startsWith("\\n", HEAD.length()) ? unescaped(text) : broken(text);
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = c == '\\' && i + 1 < text.length() ? ESCAPES.indexOf(text.charAt(i + 1)) : -1;
      boolean known = escape >= 0 && escape % 2 == 0;
      out.append(known ? ESCAPES.charAt(escape + 1) : c);
      i += known ? 1 : 0;
    }
    return out.toString();
  }

  /** Breaks before each frame and wherever there are spaces enough for a line's indentation. */
  private static String broken(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
      boolean frame = end > at && text.startsWith(FRAME, end);
      if (end < text.length() && (frame || end - at >= INDENT)) {
        out.append('\n').append(" ".repeat(frame ? INDENT : end - at));
      } else {
        out.append(text, at, end);
      }
      if (end < text.length()) {
        out.append(text.charAt(end++));
      }
      at = end;
    }
    return out.toString();
  }
}
