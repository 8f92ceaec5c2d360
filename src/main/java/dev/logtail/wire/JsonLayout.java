package dev.logtail.wire;

/**
 * Lays JSON text out over lines, two spaces a level, without changing a value; a short array of
 * plain values stays on one line. The text must be valid JSON.
 */
public final class JsonLayout {
  /**
   * As much of a layout as was asked for.
   *
   * @param more lines that it has besides
   */
  public record Beginning(String text, int more) {}

  private static final int SHORT = 60;

  private final String json;
  private final int most;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  /** Complete lines so far. */
  private int lines;

  /** Where the last line ends that is wanted, once there are so many. */
  private int end;

  private JsonLayout(String json, int most) {
    this.json = json;
    this.most = most;
  }

  /**
   * {@code json} on many lines, without a line break at the end, and as inert as {@link JsonText}
   * makes it.
   */
  public static String of(String json) {
    return beginning(json, Integer.MAX_VALUE).text();
  }

  /** The same, but at most so many lines, at least one: a large text costs no large layout. */
  public static Beginning beginning(String json, int most) {
    StringBuilder inert = new StringBuilder();
    JsonText.inert(inert, json);
    JsonLayout layout = new JsonLayout(inert.toString(), most);
    layout.write();
    return layout.beginning();
  }

  private Beginning beginning() {
    int more = Math.max(0, lines + 1 - most);
    return new Beginning(more > 0 ? out.substring(0, end) : out.toString(), more);
  }

  private void write() {
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      switch (c) {
        case '"' -> i = string(i);
        case '{', '[' -> i = open(i, c);
        case '}', ']' -> close(c);
        case ',' -> {
          out.append(c);
          line();
        }
        case ':' -> out.append(": ");
        case ' ' -> {}
        default -> out.append(c);
      }
    }
  }

  /** Copies the string that begins at {@code start}; returns the place of its closing quote. */
  private int string(int start) {
    int end = start + 1;
    while (json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    out.append(json, start, end + 1);
    return end;
  }

  private int open(int i, char c) {
    int end = c == '[' ? shortArray(i) : i;
    if (end > i) {
      return end;
    }
    out.append(c);
    int next = i + 1;
    while (json.charAt(next) == ' ') {
      next++;
    }
    if (json.charAt(next) == '}' || json.charAt(next) == ']') {
      out.append(json.charAt(next));
      return next;
    }
    depth++;
    line();
    return i;
  }

  /** Copies the array that begins at {@code start} if it is short; returns where it ends then. */
  private int shortArray(int start) {
    int before = out.length();
    for (int i = start; out.length() - before <= SHORT; i++) {
      char c = json.charAt(i);
      if (c == '{' || (c == '[' && i > start)) {
        break;
      } else if (c == '"') {
        i = string(i);
      } else if (c == ',') {
        out.append(", ");
      } else if (c != ' ') {
        out.append(c);
      }
      if (c == ']') {
        return i;
      }
    }
    out.setLength(before);
    return start;
  }

  private void close(char c) {
    depth--;
    line();
    out.append(c);
  }

  private void line() {
    lines++;
    if (lines == most) {
      end = out.length();
    } else if (lines > most) {
      out.setLength(end);
    }
    out.append('\n').append("  ".repeat(depth));
  }
}
