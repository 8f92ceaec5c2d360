package dev.logtail.pipeline.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A user's search or filter text, ready to be tried on messages. Smart case: lower-case patterns
 * match any case. Linear time on any input. May be used from any thread.
 */
public final class TextPattern {
  /** No pattern is longer: the making of one takes longer than its length tells. */
  public static final int MOST_CHARS = 4000;

  /** A stretch of text: from {@code start} up to, not including, {@code end}; in chars. */
  public record Span(int start, int end) {}

  /**
   * What stands in every text that a pattern is in, so that most others can be passed over unread.
   *
   * @param anyCase whether ASCII letters stand there in either case; all others as they are
   */
  public record Trace(String text, boolean anyCase) {
    /** Tells nothing. */
    public static final Trace NONE = new Trace("", false);
  }

  /** The parser goes one call deeper with each. */
  private static final int MAX_GROUPS = 500;

  /** Their letters name classes and say nothing about case. */
  private static final Pattern ESCAPES = Pattern.compile("\\\\(?:[pPx]\\{[^}]*\\}|(?s:.))");

  private final String source;
  private final Pattern pattern;

  /** Finds the same as {@link #pattern}, only faster. */
  private final Optional<Literal> literal;

  /** Is in every text that this is in. */
  private final Optional<Literal> required;

  private TextPattern(String source, String regex, boolean anyCase, Optional<Literal> literal) {
    this.source = source;
    this.literal = literal;
    boolean folded = anyCase && CaseFolding.isSafeFor(regex);
    int flags = Pattern.MULTILINE | (folded ? Pattern.CASE_INSENSITIVE : 0);
    this.pattern = Pattern.compile(regex, flags);
    this.required = literal.or(() -> RequiredText.of(regex, anyCase));
  }

  private static boolean hasNoCapital(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT));
  }

  /**
   * A pattern that matches {@code text} itself.
   *
   * @throws IllegalArgumentException when it is too long; the message is for the user
   */
  public static TextPattern literal(String text) {
    bound(text);
    boolean anyCase = hasNoCapital(text);
    return new TextPattern(text, Pattern.quote(text), anyCase, Literal.of(text, anyCase));
  }

  /**
   * A pattern in RE2 syntax.
   *
   * @throws IllegalArgumentException when it is none; the message says what is wrong, for the user
   */
  public static TextPattern regex(String regex) {
    bound(regex);
    if (regex.chars().filter(c -> c == '(').count() > MAX_GROUPS) {
      throw new IllegalArgumentException(
          "a regular expression with more than " + MAX_GROUPS + " groups is not understood");
    }
    if (CaseFolding.isAskedForIn(regex) && !CaseFolding.isSafeFor(regex)) {
      throw new IllegalArgumentException(
          "'" + regex + "' can't be matched in any case: leave out (?i), or U+1C80 to U+1C88");
    }
    try {
      boolean anyCase = hasNoCapital(ESCAPES.matcher(regex).replaceAll(""));
      return new TextPattern(regex, regex, anyCase, Optional.empty());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + regex + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  private static void bound(String text) {
    if (text.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "text to look for has at most " + MOST_CHARS + " characters");
    }
  }

  /** The pattern as the user wrote it. */
  public String source() {
    return source;
  }

  public boolean isIn(String text) {
    if (required.isPresent() && required.get().indexIn(text, 0) < 0) {
      return false;
    }
    return literal.isPresent() || pattern.matcher(text).find();
  }

  /** What is in every text that this is in. */
  public Trace trace() {
    return required.map(Literal::trace).orElse(Trace.NONE);
  }

  /** All non-empty matches, left to right. */
  public List<Span> spans(String text) {
    return literal.map(some -> spans(some, text)).orElseGet(() -> spansOfPattern(text));
  }

  private static List<Span> spans(Literal literal, String text) {
    List<Span> spans = new ArrayList<>();
    int length = literal.length();
    int at = length == 0 ? -1 : literal.indexIn(text, 0);
    while (at >= 0) {
      spans.add(new Span(at, at + length));
      at = literal.indexIn(text, at + length);
    }
    return spans;
  }

  private List<Span> spansOfPattern(String text) {
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
