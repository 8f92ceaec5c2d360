package dev.logtail.pipeline.filter;

import java.util.Locale;

/**
 * A piece of a filter's text.
 *
 * @param text what it means: quotes, slashes and escapes are gone
 * @param start where it begins in the filter's text, in chars
 * @param end where it ends
 */
record FilterToken(Kind kind, String text, int start, int end) {
  enum Kind {
    /** Anything without quotes: a field, a value, {@code and}. */
    WORD,
    QUOTED,
    /** A regular expression between slashes, its flags already in it. */
    REGEX,
    /** A run of the characters that comparisons are made of, right or wrong. */
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** True for the unquoted word {@code keyword}, in any case. */
  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(keyword);
  }

  boolean isConnective() {
    return isWord("and") || isWord("or");
  }

  boolean isKeyword() {
    return isConnective() || isWord("not");
  }

  /** True for something that a comparison can be made with. */
  boolean isValue() {
    return kind == Kind.QUOTED || (kind == Kind.WORD && !isKeyword());
  }
}
