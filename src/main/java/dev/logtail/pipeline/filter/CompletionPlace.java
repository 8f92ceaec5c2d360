package dev.logtail.pipeline.filter;

import dev.logtail.pipeline.filter.FilterToken.Kind;

/**
 * Where in a filter somebody is typing.
 *
 * @param due what may stand there
 * @param field the field that is being compared, "" for none
 * @param pattern whether a regular expression is due
 * @param typed the beginning of the word, as it was meant so far
 * @param quoted whether it stands in quotes
 * @param start where it begins
 */
record CompletionPlace(
    Due due, String field, boolean pattern, String typed, boolean quoted, int start) {
  enum Due {
    CONDITION,
    /** Or the end of a condition, where the word was bare text. */
    OPERATOR,
    VALUE,
    LIST,
    LISTED,
    LIST_END,
    CONNECTIVE,
    NOTHING
  }

  /** The place at the end of {@code text}, which is read from {@code start} on. */
  static CompletionPlace in(String text, int start) {
    return new Walk(text, start).end();
  }

  private static final class Walk {
    private final String text;
    private final FilterScanner scanner;
    private Due due = Due.CONDITION;
    private String field = "";
    private boolean pattern;

    Walk(String text, int start) {
      this.text = text;
      this.scanner = new FilterScanner(text, start);
    }

    CompletionPlace end() {
      while (true) {
        int start = scanner.skipSpace();
        FilterToken token;
        try {
          token = due == Due.VALUE && pattern ? scanner.nextPattern() : scanner.next();
        } catch (FilterSyntaxException e) {
          return open(start);
        }
        boolean touched = token.is(Kind.WORD) && token.end() == text.length();
        if (touched || token.is(Kind.END)) {
          return place(token.text(), false, start);
        }
        due = after(token);
      }
    }

    /** A quote that is not closed yet, or something broken. */
    private CompletionPlace open(int start) {
      char first = text.charAt(start);
      boolean quote = first == '"' || first == '\'';
      due = quote ? due : Due.NOTHING;
      return place(text.substring(start + 1), quote, start);
    }

    private CompletionPlace place(String typed, boolean quoted, int start) {
      return new CompletionPlace(due, field, pattern, typed, quoted, start);
    }

    private Due after(FilterToken token) {
      return switch (due) {
        case CONDITION -> afterCondition(token);
        case OPERATOR -> afterField(token);
        case VALUE -> token.isValue() || token.is(Kind.REGEX) ? Due.CONNECTIVE : Due.NOTHING;
        case LIST -> token.is(Kind.OPEN) ? Due.LISTED : Due.NOTHING;
        case LISTED -> token.isValue() ? Due.LIST_END : Due.NOTHING;
        case LIST_END -> afterListed(token);
        case CONNECTIVE -> afterAll(token);
        case NOTHING -> Due.NOTHING;
      };
    }

    private Due afterCondition(FilterToken token) {
      if (token.isWord("not") || token.is(Kind.OPEN)) {
        return Due.CONDITION;
      }
      field = token.text();
      return token.is(Kind.QUOTED) ? Due.CONNECTIVE : token.isValue() ? Due.OPERATOR : Due.NOTHING;
    }

    private Due afterField(FilterToken token) {
      pattern = token.text().endsWith("~");
      if (token.is(Kind.OPERATOR) || token.isWord("contains")) {
        return Due.VALUE;
      }
      return token.isWord("in") ? Due.LIST : afterAll(token);
    }

    private static Due afterListed(FilterToken token) {
      if (token.is(Kind.COMMA)) {
        return Due.LISTED;
      }
      return token.is(Kind.CLOSE) ? Due.CONNECTIVE : Due.NOTHING;
    }

    private static Due afterAll(FilterToken token) {
      if (token.isConnective()) {
        return Due.CONDITION;
      }
      return token.is(Kind.CLOSE) ? Due.CONNECTIVE : Due.NOTHING;
    }
  }
}
