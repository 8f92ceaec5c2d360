package dev.logtail.view.tui;

import dev.logtail.view.style.JsonInk;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.wire.EmbeddedJson;
import dev.logtail.wire.EmbeddedJson.Span;
import dev.logtail.wire.JsonLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays a message out for reading: JSON in it over several lines and coloured, a Python traceback
 * line by line with its frames faint. All other text stays as it is. Of a very long text only the
 * beginning is laid out, and its end says so.
 */
final class ReadableText {
  static final int MOST_CHARS = 64 * 1024;

  /** A shorter array of plain values is read more easily on one line. */
  private static final int SHORT_ARRAY = 60;

  private final ConsoleLook look;
  private final SafeText safe;
  private final JsonInk ink;
  private final int mostRows;

  /**
   * @param mostRows more rows than these are never looked at
   */
  ReadableText(ConsoleLook look, int mostRows) {
    this.look = look;
    this.safe = new SafeText(look.ansi());
    this.ink = new JsonInk(look.theme());
    this.mostRows = mostRows;
  }

  /** The first {@link #MOST_CHARS} of a text. */
  static String beginning(String text) {
    return beginning(text, MOST_CHARS);
  }

  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** What stands in the place of the rest. */
  static String rest(String text, String beginning) {
    return "… (" + Figures.count(text.length() - beginning.length()) + " more characters)";
  }

  /** True when there is something in {@code text} that would be laid out. */
  boolean isLaidOut(String text) {
    String beginning = beginning(text);
    return Traceback.begin(beginning, 0) >= 0 || !json(beginning).isEmpty();
  }

  /** At least one line. */
  List<StyledText> lines(String text) {
    String beginning = beginning(text);
    List<Span> json = json(beginning);
    int traceback = traceback(beginning, json);
    Joined joined = new Joined();
    int done = 0;
    for (Span span : json) {
      if (span.start() < traceback) {
        joined.text(beginning.substring(done, span.start()));
        joined.json(beginning.substring(span.start(), span.end()));
        done = span.end();
      }
    }
    joined.text(beginning.substring(done, traceback));
    if (traceback < beginning.length()) {
      joined.traceback(beginning.substring(traceback));
    }
    if (beginning.length() < text.length()) {
      joined.lines.add(StyledText.of(rest(text, beginning), look.theme().of(Part.NOTICE)));
    }
    return joined.lines.isEmpty() ? List.of(StyledText.EMPTY) : joined.lines;
  }

  private static List<Span> json(String text) {
    return EmbeddedJson.find(text).stream().filter(span -> isWorthLines(text, span)).toList();
  }

  private static boolean isWorthLines(String text, Span span) {
    return text.charAt(span.start()) == '{'
        || span.end() - span.start() > SHORT_ARRAY
        || text.substring(span.start(), span.end()).indexOf('{') >= 0;
  }

  /** Where the first traceback begins that is not inside of JSON; the text's end for none. */
  private static int traceback(String text, List<Span> json) {
    int begin = Traceback.begin(text, 0);
    for (Span span : json) {
      if (span.start() <= begin && begin < span.end()) {
        begin = Traceback.begin(text, span.end());
      }
    }
    return begin < 0 ? text.length() : begin;
  }

  /** Lines of parts that may begin where the part before ended. */
  private final class Joined {
    private final List<StyledText> lines = new ArrayList<>();
    private boolean open;

    void text(String part) {
      if (!part.isEmpty()) {
        add(safe.lines(part, Style.PLAIN));
        open = !part.endsWith("\n");
      }
    }

    void json(String part) {
      add(ink.rows(JsonLayout.of(part), mostRows));
      open = true;
    }

    void traceback(String part) {
      if (open && lines.get(lines.size() - 1).plain().isBlank()) {
        lines.remove(lines.size() - 1);
      }
      open = false;
      add(Traceback.lines(part, safe, look.theme()));
    }

    private void add(List<StyledText> more) {
      int first = 0;
      if (open) {
        StyledText.Builder row = new StyledText.Builder().append(lines.remove(lines.size() - 1));
        lines.add(row.append(more.get(first++)).build());
      }
      lines.addAll(more.subList(first, more.size()));
    }
  }
}
