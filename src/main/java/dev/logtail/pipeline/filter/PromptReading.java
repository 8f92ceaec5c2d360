package dev.logtail.pipeline.filter;

import dev.logtail.pipeline.filter.FilterToken.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides for {@link FilterInput} whether a text is a filter; no more than a look at its tokens.
 */
final class PromptReading {
  /** One that belongs to other languages is among them, to be told so. */
  private static final Set<String> OPERATORS =
      Set.of("=", "!=", "<", "<=", ">", ">=", "~", "!~", "==");

  private static final Set<String> ORDER = Set.of("<", ">");
  private static final String MARKS = "_.-[]$@";
  private static final Pattern QUOTED_PART = Pattern.compile("\"[^\"]*\"|'[^']*'");

  private final String text;
  private final FilterScanner scanner;

  PromptReading(String text, int start) {
    this.text = text;
    this.scanner = new FilterScanner(text, start);
  }

  boolean isFilter() throws FilterSyntaxException {
    int first = scanner.skipSpace();
    if (first < text.length() && "\"'(".indexOf(text.charAt(first)) >= 0) {
      return true;
    }
    FilterToken token = scanner.next();
    if (token.isWord("not")) {
      return goesOn(scanner);
    }
    return isJoined(token) || hasComparison(token);
  }

  private boolean goesOn(FilterScanner from) {
    return from.skipSpace() < text.length();
  }

  /** Whether {@code and} or {@code or} and something more follow the first condition. */
  private boolean isJoined(FilterToken first) throws FilterSyntaxException {
    FilterScanner ahead = new FilterScanner(text, first.end());
    if (first.text().startsWith("/")) {
      ahead.regexAt(first.start());
    }
    return ahead.next().isConnective() && goesOn(ahead);
  }

  private boolean hasComparison(FilterToken first) throws FilterSyntaxException {
    boolean begins = true;
    for (FilterToken token = first; !token.is(Kind.END); ) {
      FilterToken next = scanner.next();
      if (begins && token.is(Kind.WORD) && isComparison(token, next)) {
        return true;
      }
      begins = token.isKeyword() || token.is(Kind.OPEN);
      token = next;
    }
    return false;
  }

  private boolean isComparison(FilterToken word, FilterToken next) throws FilterSyntaxException {
    boolean known = KnownField.of(word.text()).isPresent();
    if (!known && !isPath(word.text())) {
      return false;
    }
    if (next.isWord("in")) {
      return known || new FilterScanner(text, next.end()).next().is(Kind.OPEN);
    }
    return next.isWord("contains")
        || (next.is(Kind.OPERATOR) && (known || isOperator(next, next.start() > word.end())));
  }

  /** Whether a word looks like the way to a value, once what is quoted in it is set aside. */
  private static boolean isPath(String word) {
    String bare = QUOTED_PART.matcher(word).replaceAll("x");
    return bare.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0)
        && !bare.endsWith("-")
        && !bare.endsWith(".");
  }

  /** Whether that is an operator where no known field stands before it, and no punctuation. */
  private boolean isOperator(FilterToken operator, boolean spaced) throws FilterSyntaxException {
    String sign = operator.text();
    if (!OPERATORS.contains(sign)) {
      return false;
    }
    return spaced || sign.length() > 1 || (ORDER.contains(sign) && isBeforeNumber(operator));
  }

  private boolean isBeforeNumber(FilterToken operator) throws FilterSyntaxException {
    return NumberText.isNumber(new FilterScanner(text, operator.end()).next().text());
  }
}
