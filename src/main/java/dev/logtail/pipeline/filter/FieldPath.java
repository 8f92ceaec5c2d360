package dev.logtail.pipeline.filter;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the name of a field: a known one, or the way to a value in the received JSON.
 *
 * <pre>
 *   level  logger_name                    known, in any case
 *   details.step  tags.0  tags[0]         names, and places in arrays from 0
 *   details."odd name"  details["odd"]    any name at all
 *   $.level                               the JSON's own, not the known one
 * </pre>
 */
final class FieldPath {
  private final FilterScanner scanner;
  private final String text;
  private final int end;
  private final List<String> parts = new ArrayList<>();
  private int at;

  private FieldPath(FilterScanner scanner, String text, FilterToken word) {
    this.scanner = scanner;
    this.text = text;
    this.at = word.start();
    this.end = word.end();
  }

  /** The field that the word names. */
  static Comparing.Subject read(FilterScanner scanner, String text, FilterToken word, ZoneId zone)
      throws FilterSyntaxException {
    Optional<KnownField> known = KnownField.of(word.text());
    if (known.isPresent()) {
      return new Comparing.Subject(known.get().in(zone), known);
    }
    FieldPath path = new FieldPath(scanner, text, word);
    return new Comparing.Subject(new JsonField(path.parts()), Optional.empty());
  }

  private List<String> parts() throws FilterSyntaxException {
    if (text.startsWith("$.", at)) {
      at += 2;
    } else if (text.startsWith("$[", at)) {
      at += 1;
    }
    do {
      parts.add(at < end && text.charAt(at) == '[' ? bracketed() : name());
    } while (goesOn());
    return parts;
  }

  /** Steps over a dot; false at the end. */
  private boolean goesOn() throws FilterSyntaxException {
    if (at == end || text.charAt(at) == '[') {
      return at < end;
    }
    if (text.charAt(at) != '.') {
      throw scanner.error(at, "a dot is missing here, in the path to a field");
    }
    at++;
    return true;
  }

  private String bracketed() throws FilterSyntaxException {
    int open = at;
    at++;
    String name = name();
    if (at == end || text.charAt(at) != ']') {
      throw scanner.error(open, "the [ that opens here is not closed");
    }
    at++;
    return name;
  }

  private String name() throws FilterSyntaxException {
    if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'') && opensPart()) {
      return quoted();
    }
    int start = at;
    while (at < end && ".[]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw scanner.error(start, "a name is missing here, in the path to a field");
    }
    return text.substring(start, at);
  }

  /** The scanner takes a quote for one only behind a dot or a bracket. */
  private boolean opensPart() {
    return at > 0 && ".[".indexOf(text.charAt(at - 1)) >= 0;
  }

  private String quoted() throws FilterSyntaxException {
    int close = scanner.closing(at);
    String name = scanner.unescaped(at + 1, close);
    at = close + 1;
    return name;
  }
}
