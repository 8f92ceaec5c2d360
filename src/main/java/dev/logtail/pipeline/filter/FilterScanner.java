package dev.logtail.pipeline.filter;

import dev.logtail.pipeline.filter.FilterToken.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a filter's text into tokens, one at a time, since a pattern is read by other rules than a
 * value. Each char is looked at a fixed number of times.
 */
final class FilterScanner {
  private static final String OPERATOR_CHARS = "=!<>~";
  private static final Map<Character, Character> ESCAPES =
      Map.of('n', '\n', 't', '\t', 'r', '\r', '"', '"', '\'', '\'', '\\', '\\', '/', '/');

  private final String text;
  private int at;

  FilterScanner(String text, int start) {
    this.text = text;
    this.at = start;
  }

  /** The next token; {@link Kind#END} again and again at the end. */
  FilterToken next() throws FilterSyntaxException {
    skipSpace();
    if (at == text.length()) {
      return new FilterToken(Kind.END, "", at, at);
    }
    char c = text.charAt(at);
    return switch (c) {
      case '(' -> single(Kind.OPEN);
      case ')' -> single(Kind.CLOSE);
      case ',' -> single(Kind.COMMA);
      case '"', '\'' -> quoted();
      default -> isOperatorAt(at) ? operator() : word();
    };
  }

  /** The next token where a regular expression is due: there backslashes are left alone. */
  FilterToken nextPattern() throws FilterSyntaxException {
    skipSpace();
    if (at == text.length()) {
      return next();
    }
    return switch (text.charAt(at)) {
      case '"', '\'' -> quotedPattern();
      case '/' ->
          slashed()
              .orElseThrow(
                  () ->
                      error(
                          at,
                          "a regular expression that begins with / ends with / or /i; put text"
                              + " that holds slashes in quotes"));
      default -> next();
    };
  }

  /**
   * The regular expression between slashes that stands at {@code start}, where a token began; a
   * word that only begins with a slash is none.
   */
  Optional<FilterToken> regexAt(int start) {
    int before = at;
    at = start;
    Optional<FilterToken> found = slashed();
    if (found.isEmpty() || found.get().text().isEmpty()) {
      at = before;
      return Optional.empty();
    }
    return found;
  }

  /** Goes on to what is no space; returns its place. */
  int skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private FilterToken single(Kind kind) {
    at++;
    return new FilterToken(kind, text.substring(at - 1, at), at - 1, at);
  }

  /** An exclamation mark is part of an operator only before {@code =} and {@code ~}. */
  private boolean isOperatorAt(int i) {
    char c = text.charAt(i);
    if (c != '!') {
      return OPERATOR_CHARS.indexOf(c) >= 0;
    }
    return i + 1 < text.length() && "=~".indexOf(text.charAt(i + 1)) >= 0;
  }

  private FilterToken operator() {
    int start = at;
    while (at < text.length() && OPERATOR_CHARS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new FilterToken(Kind.OPERATOR, text.substring(start, at), start, at);
  }

  private FilterToken word() throws FilterSyntaxException {
    int start = at;
    while (at < text.length() && !endsWord(at)) {
      char c = text.charAt(at);
      boolean opensPart = at > start && ".[".indexOf(text.charAt(at - 1)) >= 0;
      if (opensPart && (c == '"' || c == '\'')) {
        at = closing(at) + 1;
      } else {
        at++;
      }
    }
    return new FilterToken(Kind.WORD, text.substring(start, at), start, at);
  }

  private boolean endsWord(int i) {
    char c = text.charAt(i);
    return isSpace(c) || "(),".indexOf(c) >= 0 || isOperatorAt(i);
  }

  /** The place of the quote that closes the one at {@code open}. */
  int closing(int open) throws FilterSyntaxException {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    throw error(open, "the quote that opens here is not closed");
  }

  private FilterToken quoted() throws FilterSyntaxException {
    int start = at;
    int end = closing(start);
    at = end + 1;
    return new FilterToken(Kind.QUOTED, unescaped(start + 1, end), start, at);
  }

  private FilterToken quotedPattern() throws FilterSyntaxException {
    int start = at;
    int end = closing(start);
    at = end + 1;
    return new FilterToken(Kind.QUOTED, text.substring(start + 1, end), start, at);
  }

  /** What the quoted text from {@code start} to {@code end} stands for. */
  String unescaped(int start, int end) throws FilterSyntaxException {
    StringBuilder out = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = text.charAt(i + 1);
      Character meant = ESCAPES.get(escape);
      if (meant != null) {
        out.append(meant.charValue());
        i++;
      } else {
        out.append(hexadecimal(i, end));
        i += 5;
      }
    }
    return out.toString();
  }

  private char hexadecimal(int start, int end) throws FilterSyntaxException {
    int code = 0;
    for (int i = start + 2; i < start + 6; i++) {
      int digit = i < end ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0 || text.charAt(start + 1) != 'u') {
        throw error(
            start,
            "an unknown escape; write \\\\ for a backslash, or ~ before a regular expression");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Optional<FilterToken> slashed() {
    int start = at;
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '/') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      return Optional.empty();
    }
    boolean anyCase = end + 1 < text.length() && text.charAt(end + 1) == 'i';
    int after = end + (anyCase ? 2 : 1);
    if (after < text.length() && !endsWord(after)) {
      return Optional.empty();
    }
    at = after;
    String regex = text.substring(start + 1, end);
    return Optional.of(new FilterToken(Kind.REGEX, (anyCase ? "(?i)" : "") + regex, start, after));
  }

  FilterSyntaxException error(int index, String message) {
    return new FilterSyntaxException(text, index, message);
  }
}
