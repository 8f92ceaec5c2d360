package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was typed at a prompt that takes plain text as well as the filter language. Two are equal
 * when the same was typed.
 *
 * <p>It is taken as
 *
 * <ol>
 *   <li>the opposite of the rest, after a leading {@code !};
 *   <li>a regular expression on message or worker, all between two slashes: {@code /re/} or {@code
 *       /re/i};
 *   <li>a filter, whose errors are errors, when it begins with a quote, a parenthesis or {@code not
 *       …}; when {@code and …} or {@code or …} follows the first word; or when a comparison stands
 *       at the start or after {@code and}, {@code or}, {@code not} or a parenthesis;
 *   <li>else plain text in message or worker, as it is.
 * </ol>
 *
 * <p>A comparison is a field and an operator. After one of the known fields that is any operator,
 * {@code contains} or {@code in}. Other names make one with an operator of two characters, or one
 * that has a space before it; with {@code < >} before a number; with {@code contains}; and with
 * {@code in (}. So {@code level=ERROR}, {@code a = b}, {@code a!=b} and {@code qty>5} are filters,
 * {@code a=b}, {@code status=500}, {@code a->b}, {@code List<String>} and {@code error in line 5}
 * are text.
 */
public final class FilterInput implements EntryFilter {
  private final String typed;
  private final EntryFilter condition;
  private final boolean exclude;
  private final Optional<TextPattern> pattern;
  private final List<String> hints;

  private FilterInput(String typed, Filter filter, Optional<TextPattern> pattern) {
    this.typed = typed;
    this.exclude = isExclude(typed);
    this.condition = filter.condition();
    this.pattern = pattern;
    this.hints = filter.hints();
  }

  /**
   * What {@code typed}, which is not empty, asks for.
   *
   * @throws FilterSyntaxException when it is a filter or a regular expression, and a broken one
   */
  public static FilterInput read(String typed, FilterParser parser) throws FilterSyntaxException {
    int start = isExclude(typed) ? 1 : 0;
    Optional<FilterToken> regex = wholeRegex(typed, start);
    if (regex.isPresent()) {
      return text(typed, parser.regex(typed, regex.get()));
    }
    return isFilter(typed, start)
        ? new FilterInput(typed, parser.parse(typed, start), Optional.empty())
        : text(typed, parser.literal(typed, start));
  }

  private static FilterInput text(String typed, TextPattern pattern) {
    Predicate<String> isIn = pattern::isIn;
    EntryFilter anywhere =
        entry -> KnownField.MESSAGE.test(entry, isIn) || KnownField.WORKER.test(entry, isIn);
    Filter filter = new Filter(anywhere.telling(Clues.anywhere(pattern)), List.of());
    return new FilterInput(typed, filter, Optional.of(pattern));
  }

  private static boolean isExclude(String typed) {
    return typed.length() > 1 && typed.startsWith("!");
  }

  private static Optional<FilterToken> wholeRegex(String typed, int start) {
    return typed.startsWith("/", start)
        ? new FilterScanner(typed, start)
            .regexAt(start)
            .filter(regex -> typed.substring(regex.end()).isBlank())
        : Optional.empty();
  }

  private static boolean isFilter(String typed, int start) {
    try {
      return new PromptReading(typed, start).isFilter();
    } catch (FilterSyntaxException e) {
      return false;
    }
  }

  /** All that was typed. */
  public String typed() {
    return typed;
  }

  /** True when what matches is hidden. */
  public boolean isExclude() {
    return exclude;
  }

  /** What is looked for in messages and names, unless it is a filter. */
  public Optional<TextPattern> pattern() {
    return pattern;
  }

  /** What may have been meant otherwise, a sentence each. */
  public List<String> hints() {
    return hints;
  }

  @Override
  public boolean matches(Entry entry) {
    return condition.matches(entry) != exclude;
  }

  @Override
  public Clues clues() {
    return exclude ? condition.clues().negated() : condition.clues();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilterInput input && input.typed.equals(typed);
  }

  @Override
  public int hashCode() {
    return typed.hashCode();
  }

  @Override
  public String toString() {
    return typed;
  }
}
