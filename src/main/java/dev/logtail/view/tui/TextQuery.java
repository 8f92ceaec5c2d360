package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.pipeline.filter.TextPattern;

/**
 * What was typed after {@code /}: plain text, or a regular expression between slashes. Two are
 * equal when the same was typed.
 */
public final class TextQuery {
  private final String typed;
  private final TextPattern pattern;

  private TextQuery(String typed, TextPattern pattern) {
    this.typed = typed;
    this.pattern = pattern;
  }

  /**
   * What to look for; {@code text} is not empty.
   *
   * @throws IllegalArgumentException when it is a broken regular expression; the message is for the
   *     user
   */
  static TextQuery search(String text) {
    return new TextQuery(text, pattern(text));
  }

  private static TextPattern pattern(String text) {
    boolean slashed = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    return slashed
        ? TextPattern.regex(text.substring(1, text.length() - 1))
        : TextPattern.literal(text);
  }

  String typed() {
    return typed;
  }

  TextPattern pattern() {
    return pattern;
  }

  /** True when {@code entry} is a match. */
  boolean matches(Entry entry) {
    if (entry instanceof LogEvent event) {
      return pattern.isIn(event.message()) || pattern.isIn(event.worker().value());
    }
    return pattern.isIn(((StreamNotice) entry).text()) || pattern.isIn(entry.worker().value());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextQuery query && query.typed.equals(typed);
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
