package dev.logtail.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds one value in the text of a JSON object, and reads no further than it.
 *
 * <pre>
 *   {"details":{"step":"search","tags":["a","b"]},"http.status":200}
 *     [details, step]      search
 *     [details, tags, 1]   b
 *     [details, tags]      ["a","b"]
 *     [http, status]       200
 * </pre>
 *
 * Of several members of one name the first one counts that leads to a value.
 */
public final class JsonLookup {
  private JsonLookup() {}

  /**
   * The value at the end of {@code path}, whose parts are names and, in arrays, numbers from 0: a
   * string's characters, everything else as written. Empty where there is none, or the text is
   * broken before it.
   */
  public static Optional<String> find(String json, List<String> path) {
    boolean escaped = json.indexOf('\\') >= 0;
    if (!escaped && !json.contains(path.get(0))) {
      return Optional.empty();
    }
    try (JsonParser parser = JsonRecords.parser(json)) {
      parser.nextToken();
      return value(parser, json, path, 0);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Searches the value whose first token was just read; leaves the parser on its last. */
  private static Optional<String> value(JsonParser parser, String json, List<String> path, int from)
      throws IOException {
    if (from == path.size()) {
      return Optional.of(text(parser, json));
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return member(parser, json, path, from);
    }
    return parser.currentToken() == JsonToken.START_ARRAY
        ? element(parser, json, path, from)
        : Optional.empty();
  }

  private static String text(JsonParser parser, String json) throws IOException {
    JsonToken token = parser.currentToken();
    return token != null && token.isStructStart()
        ? JsonRecords.valueText(parser, json, JsonRecords.tokenStart(parser))
        : parser.getText();
  }

  private static Optional<String> member(
      JsonParser parser, String json, List<String> path, int from) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      int next = following(name, path, from);
      Optional<String> found = next < 0 ? Optional.empty() : value(parser, json, path, next);
      if (found.isPresent()) {
        return found;
      }
      if (next < 0) {
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }

  /**
   * The part that follows when {@code name} is the part at {@code from}, or that one and the next
   * with a dot between; -1 when it is not.
   */
  private static int following(String name, List<String> path, int from) {
    int at = 0;
    for (int i = from; i < path.size(); i++) {
      String part = path.get(i);
      if (!name.startsWith(part, at)) {
        return -1;
      }
      at += part.length();
      if (at == name.length()) {
        return i + 1;
      }
      if (name.charAt(at) != '.') {
        return -1;
      }
      at++;
    }
    return -1;
  }

  private static Optional<String> element(
      JsonParser parser, String json, List<String> path, int from) throws IOException {
    int wanted = index(path.get(from));
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      Optional<String> found = i == wanted ? value(parser, json, path, from + 1) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
      if (i != wanted) {
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }

  private static int index(String part) {
    boolean number = part.length() < 9 && part.matches("0|[1-9][0-9]*");
    return number ? Integer.parseInt(part) : -1;
  }
}
