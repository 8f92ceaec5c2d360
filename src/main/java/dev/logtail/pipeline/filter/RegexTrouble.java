package dev.logtail.pipeline.filter;

import com.google.re2j.PatternSyntaxException;
import dev.logtail.pipeline.filter.FilterToken.Kind;

/** Finds where in a filter a broken regular expression is broken. */
final class RegexTrouble {
  private static final String ANY_CASE = "(?i)";

  private RegexTrouble() {}

  /** The char in the filter's text where what {@code cause} complains of begins. */
  static int place(FilterToken pattern, IllegalArgumentException cause) {
    int start = pattern.is(Kind.WORD) ? pattern.start() : pattern.start() + 1;
    if (!(cause.getCause() instanceof PatternSyntaxException syntax)
        || syntax.getPattern() == null) {
      return start;
    }
    int found = pattern.text().indexOf(syntax.getPattern());
    boolean flagged = pattern.is(Kind.REGEX) && pattern.text().startsWith(ANY_CASE);
    return start + Math.max(0, found - (flagged ? ANY_CASE.length() : 0));
  }
}
