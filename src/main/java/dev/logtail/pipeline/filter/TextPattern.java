package dev.logtail.pipeline.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A user's search or filter text, ready to be tried on messages. Smart case: lower-case patterns
 * match any case. Linear time on any input. May be used from any thread.
 */
public final class TextPattern {
  /** A stretch of text: from {@code start} up to, not including, {@code end}; in chars. */
  public record Span(int start, int end) {}

  /** The parser goes one call deeper with each. */
  private static final int MAX_GROUPS = 500;

  /** Their letters name classes and say nothing about case. */
  private static final Pattern ESCAPES = Pattern.compile("\\\\(?:[pPx]\\{[^}]*\\}|(?s:.))");

  private final String source;
  private final Pattern pattern;

  private TextPattern(String source, String regex, boolean anyCase) {
    this.source = source;
    boolean folded = anyCase && CaseFolding.isSafeFor(regex);
    int flags = Pattern.MULTILINE | (folded ? Pattern.CASE_INSENSITIVE : 0);
    this.pattern = Pattern.compile(regex, flags);
  }

  private static boolean hasNoCapital(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT));
  }

  /** A pattern that matches {@code text} itself. */
  public static TextPattern literal(String text) {
    return new TextPattern(text, Pattern.quote(text), hasNoCapital(text));
  }

  /**
   * A pattern in RE2 syntax.
   *
   * @throws IllegalArgumentException when it is none; the message says what is wrong, for the user
   */
  public static TextPattern regex(String regex) {
    if (regex.chars().filter(c -> c == '(').count() > MAX_GROUPS) {
      throw new IllegalArgumentException(
          "a regular expression with more than " + MAX_GROUPS + " groups is not understood");
    }
    if (CaseFolding.isAskedForIn(regex) && !CaseFolding.isSafeFor(regex)) {
      throw new IllegalArgumentException(
          "'" + regex + "' can't be matched in any case: leave out (?i), or U+1C80 to U+1C88");
    }
    try {
      return new TextPattern(regex, regex, hasNoCapital(ESCAPES.matcher(regex).replaceAll("")));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + regex + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  /** The pattern as the user wrote it. */
  public String source() {
    return source;
  }

  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /** All non-empty matches, left to right. */
  public List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        spans.add(new Span(matcher.start(), matcher.end()));
      }
    }
    return spans;
  }
}
