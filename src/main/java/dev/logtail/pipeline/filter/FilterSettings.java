package dev.logtail.pipeline.filter;

import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.model.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a user asked to see, before it becomes a filter: a level, patterns of which one must match,
 * patterns of which none may, a condition, a stretch of time. Notices are never hidden by it.
 *
 * @param level empty for all, records without a level included
 */
public record FilterSettings(
    Optional<LevelRule> level,
    List<TextPattern> include,
    List<TextPattern> exclude,
    EntryFilter where,
    TimeSpan span) {
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
                + "' is no level; "
                + Spelling.nearest(word, Severity.names())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("use " + String.join(", ", Severity.names())));
      }
      return new LevelRule(Level.of(word).severity(), exactly);
    }

    /** True for a severity that is meant. */
    public boolean matches(Severity actual) {
      return exactly ? actual == severity : actual.compareTo(severity) >= 0;
    }
  }

  public static final FilterSettings ALL =
      new FilterSettings(Optional.empty(), List.of(), List.of(), EntryFilter.ALL, TimeSpan.ALL);

  public FilterSettings {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** The filter that does what was asked. */
  public EntryFilter toFilter() {
    if (level.isEmpty() && include.isEmpty() && exclude.isEmpty() && span.isAll()) {
      return where == EntryFilter.ALL ? where : onRecords(where::matches);
    }
    return onRecords(event -> matches(event) && where.matches(event));
  }

  private static EntryFilter onRecords(Predicate<LogEvent> wanted) {
    return entry -> !(entry instanceof LogEvent event) || wanted.test(event);
  }

  private boolean matches(LogEvent event) {
    return span.holds(event)
        && (level.isEmpty() || level.get().matches(event.level().severity()))
        && (include.isEmpty() || include.stream().anyMatch(p -> p.isIn(event.message())))
        && exclude.stream().noneMatch(p -> p.isIn(event.message()));
  }
}
