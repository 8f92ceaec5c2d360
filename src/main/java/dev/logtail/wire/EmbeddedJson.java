package dev.logtail.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the JSON objects and arrays that stand in a text, so that a view can lay them out.
 *
 * <pre>
 *   [7/9] sent {"price":1.5} and [1,2]
 *              └───────────┘     └───┘
 * </pre>
 *
 * What is found is valid JSON as {@link JsonRecords} reads it. Takes any text, in time linear in
 * its length: where too much looks like JSON and is none, the rest is not searched.
 */
public final class EmbeddedJson {
  /** The characters of one value, from {@code start} up to but not {@code end}. */
  public record Span(int start, int end) {}

  private static final int NOT_JSON = -1;
  private static final int LEAST_COST = 64;
  private static final int COST_PER_CHAR = 8;

  private final String text;
  private final char[] chars;
  private long budget;

  private EmbeddedJson(String text) {
    this.text = text;
    this.chars = text.toCharArray();
    this.budget = LEAST_COST + (long) COST_PER_CHAR * chars.length;
  }

  /** The outermost objects and arrays of {@code text}, in their order. */
  public static List<Span> find(String text) {
    return text.indexOf('{') < 0 && text.indexOf('[') < 0
        ? List.of()
        : new EmbeddedJson(text).find();
  }

  private List<Span> find() {
    List<Span> found = new ArrayList<>();
    int at = 0;
    while (at < chars.length && budget > 0) {
      int end = mayBegin(at) ? end(at) : NOT_JSON;
      if (end != NOT_JSON) {
        found.add(new Span(at, end));
      }
      at = end == NOT_JSON ? at + 1 : end;
    }
    return found;
  }

  /** Rules most of what is no JSON out, without a parser. */
  private boolean mayBegin(int at) {
    if (chars[at] != '{' && chars[at] != '[') {
      return false;
    }
    int next = at + 1;
    while (next < chars.length && " \t\r\n".indexOf(chars[next]) >= 0) {
      next++;
    }
    budget -= next - at;
    String wanted = chars[at] == '{' ? "\"}" : "{[\"]-0123456789tfn";
    return next < chars.length && wanted.indexOf(chars[next]) >= 0;
  }

  /** Where the value ends that begins at {@code start}. */
  private int end(int start) {
    try (JsonParser parser = JsonRecords.parser(chars, start)) {
      try {
        parser.nextToken();
        parser.skipChildren();
        return start + Math.toIntExact(parser.currentLocation().getCharOffset());
      } catch (IOException notJson) {
        long read = parser.currentLocation().getCharOffset();
        budget -= Math.max(LEAST_COST, read);
        return NOT_JSON;
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("reading " + text.length() + " characters", impossible);
    }
  }
}
