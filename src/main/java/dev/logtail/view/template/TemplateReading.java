package dev.logtail.view.template;

import dev.logtail.model.Spelling;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.TimeStyle;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one template from left to right. Used once. */
final class TemplateReading {
  private static final String FIELD = "field.";
  private static final String ROOT = "$.";

  private final String text;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private int at;

  TemplateReading(String text) {
    this.text = text;
  }

  List<Part> parts() throws TemplateSyntaxException {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '{' -> brace();
        case '}' -> closing();
        case '\\' -> escape();
        case '\n' -> lineEnd(1);
        default -> plain(c);
      }
    }
    endPlain();
    if (parts.isEmpty()) {
      throw error(0, "a template says something; for example {time} {message}");
    }
    return parts;
  }

  private void plain(char c) {
    plain.append(c);
    at++;
  }

  private void brace() throws TemplateSyntaxException {
    if (text.startsWith("{{", at)) {
      plain.append('{');
      at += 2;
    } else {
      endPlain();
      value();
    }
  }

  /** One that closes nothing is itself; two are one. */
  private void closing() {
    at += text.startsWith("}}", at) ? 2 : 1;
    plain.append('}');
  }

  private void escape() throws TemplateSyntaxException {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    switch (c) {
      case 'n' -> lineEnd(2);
      case 't' -> tab();
      case '\\' -> {
        plain.append('\\');
        at += 2;
      }
      default -> throw error(at, "\\n, \\t and \\\\ are the escapes; write \\\\ for a backslash");
    }
  }

  private void tab() {
    plain.append('\t');
    at += 2;
  }

  private void lineEnd(int length) {
    endPlain();
    parts.add(new Part.LineEnd());
    at += length;
  }

  /** Tabs are wanted where a template writes columns for other programs. */
  private void endPlain() {
    if (!plain.isEmpty()) {
      List<String> pieces =
          Arrays.stream(plain.toString().split("\t", -1)).map(safe::plain).toList();
      parts.add(new Part.Text(String.join("\t", pieces)));
      plain.setLength(0);
    }
  }

  private void value() throws TemplateSyntaxException {
    int open = at;
    int close = outside('}', open + 1, text.length());
    if (close == text.length()) {
      throw error(open, "the { that opens here is not closed; write {{ for a brace");
    }
    int colon = outside(':', open + 1, close);
    String name = text.substring(open + 1, colon);
    String behind = colon < close ? text.substring(colon + 1, close) : "";
    parts.add(
        colon == close
            ? new Part.Value(source(open + 1, name), Room.ANY)
            : value(name, open, behind));
    at = close + 1;
  }

  private Part value(String name, int open, String behind) throws TemplateSyntaxException {
    Part.Source source = source(open + 1, name);
    int place = open + 2 + name.length();
    Optional<Room> room = Room.parse(behind);
    if (room.isPresent()) {
      return new Part.Value(source, room.get());
    }
    if (source instanceof Part.Time) {
      return new Part.Value(time(place, behind), Room.ANY);
    }
    throw error(
        place, "'" + behind + "' is no width; 12 means right-aligned, -12 left-aligned, .12 cut");
  }

  /**
   * The first {@code wanted} from {@code from} on that stands in no quotes; {@code end} for none.
   */
  private int outside(char wanted, int from, int end) {
    char quote = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == wanted) {
        return i;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return end;
  }

  private Part.Source time(int place, String pattern) throws TemplateSyntaxException {
    Optional<TimeStyle> style =
        Arrays.stream(TimeStyle.values()).filter(s -> s.toString().equals(pattern)).findFirst();
    if (style.isPresent()) {
      return new Part.Time(style);
    }
    try {
      return new Part.Pattern(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw error(place + wrong(pattern, e), trouble(pattern, e));
    }
  }

  private static String trouble(String pattern, IllegalArgumentException e) {
    return "'" + pattern + "' is no pattern for times: " + e.getMessage() + "; try HH:mm:ss.SSS";
  }

  /** Where the letter is that java.time names at the end of its message, if it names one. */
  private static int wrong(String pattern, IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int colon = message.lastIndexOf(": ");
    boolean letter = colon >= 0 && colon + 3 == message.length();
    return letter ? Math.max(0, pattern.indexOf(message.charAt(colon + 2))) : 0;
  }

  private Part.Source source(int place, String name) throws TemplateSyntaxException {
    Optional<KnownField> known = KnownField.of(name);
    if (known.isPresent()) {
      return known.get() == KnownField.TIME
          ? new Part.Time(Optional.empty())
          : new Part.Known(known.get());
    }
    if (name.startsWith(FIELD)) {
      return path(place + FIELD.length(), name.substring(FIELD.length()));
    }
    if (name.startsWith(ROOT)) {
      return path(place + ROOT.length(), name.substring(ROOT.length()));
    }
    if (name.matches("[\\w-]+[.\\[].+")) {
      return path(place, name);
    }
    if (name.isEmpty()) {
      throw error(place, "a field's name is missing here; write {{ for a brace");
    }
    throw error(place, "unknown field '" + name + "'" + hint(name));
  }

  private static String hint(String name) {
    return Spelling.nearest(name, KnownField.names())
        .map(near -> "; did you mean " + near + "? {field." + name + "} is the record's own")
        .orElseGet(
            () ->
                "; known are "
                    + String.join(", ", KnownField.names())
                    + ", and field.NAME for any of the record's JSON");
  }

  private Part.Source path(int place, String path) throws TemplateSyntaxException {
    FieldPath read = new FieldPath(path);
    if (read.names().isEmpty()) {
      throw error(place, "'" + path + "' is no path into JSON; write details.step or tags[0]");
    }
    return new Part.Path(read.names());
  }

  private TemplateSyntaxException error(int index, String message) {
    return new TemplateSyntaxException(text, index, message);
  }
}
