package dev.logtail.pipeline.filter;

import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a user asked to see, before it becomes a filter: a level, patterns of which one must match,
 * patterns of which none may.
 *
 * @param level empty for all, records without a level included
 */
public record FilterSettings(
    Optional<LevelRule> level, List<TextPattern> include, List<TextPattern> exclude) {
  /** At least that severity, or exactly it. */
  public record LevelRule(Severity severity, boolean exactly) {
    /**
     * Reads {@code WARNING} or {@code =WARNING}, in any case.
     *
     * @throws IllegalArgumentException for an unknown level; the message is for the user
     */
    public static LevelRule parse(String text) {
      boolean exactly = text.startsWith("=");
      String word = exactly ? text.substring(1) : text;
      if (!Level.isKnown(word)) {
        throw new IllegalArgumentException(
            "'"
                + word
                + "' is no level; use TRACE, DEBUG, INFO, NOTICE, WARNING, ERROR or CRITICAL");
      }
      return new LevelRule(Level.of(word).severity(), exactly);
    }

    /** True for a severity that is meant. */
    public boolean matches(Severity actual) {
      return exactly ? actual == severity : actual.compareTo(severity) >= 0;
    }
  }

  public static final FilterSettings ALL =
      new FilterSettings(Optional.empty(), List.of(), List.of());

  public FilterSettings {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** The filter that does what was asked. */
  public EventFilter toFilter() {
    if (level.isEmpty() && include.isEmpty() && exclude.isEmpty()) {
      return EventFilter.ALL;
    }
    return this::matches;
  }

  private boolean matches(LogEvent event) {
    return (level.isEmpty() || level.get().matches(event.level().severity()))
        && (include.isEmpty() || include.stream().anyMatch(p -> p.isIn(event.message())))
        && exclude.stream().noneMatch(p -> p.isIn(event.message()));
  }
}
