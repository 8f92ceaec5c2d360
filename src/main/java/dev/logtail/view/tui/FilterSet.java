package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.Severity;
import dev.logtail.pipeline.filter.FilterInput;
import java.util.List;
import java.util.Optional;

/**
 * Everything that hides entries.
 *
 * @param minimum the least level shown; {@link Severity#NONE} shows all
 * @param text what was typed at the filter prompt
 * @param matchesOf a search of which only the matches are shown
 * @param extent how far all that takes effect
 */
public record FilterSet(
    Severity minimum,
    Optional<FilterInput> text,
    WorkerChoice workers,
    Optional<TextQuery> matchesOf,
    Extent extent) {
  /**
   * How far filters take effect.
   *
   * @param off true while they hide nothing, though they are kept
   * @param context how many entries before and after each one that they let through are shown too
   */
  public record Extent(boolean off, int context) {
    static final Extent USUAL = new Extent(false, 0);
    private static final int MOST_CONTEXT = 100;

    public Extent {
      context = Math.max(0, Math.min(MOST_CONTEXT, context));
    }
  }

  static final FilterSet NONE =
      new FilterSet(
          Severity.NONE, Optional.empty(), WorkerChoice.ALL, Optional.empty(), Extent.USUAL);

  private static final List<Severity> STEPS =
      List.of(
          Severity.NONE,
          Severity.DEBUG,
          Severity.INFO,
          Severity.WARNING,
          Severity.ERROR,
          Severity.CRITICAL);

  /** True when nothing was asked to be hidden. */
  boolean isEmpty() {
    return minimum == Severity.NONE && text.isEmpty() && workers.isAll() && matchesOf.isEmpty();
  }

  /** True when nothing can be hidden. */
  boolean isNone() {
    return extent.off() || isEmpty();
  }

  /** True when {@code other} lets the same through, whatever context there is around it. */
  boolean letsThroughAs(FilterSet other) {
    return withContext(0).equals(other.withContext(0));
  }

  boolean shows(Entry entry) {
    return extent.off()
        || (workers.shows(entry.worker())
            && entry.countsAs().compareTo(minimum) >= 0
            && text.map(query -> query.matches(entry)).orElse(true)
            && matchesOf.map(query -> query.matches(entry)).orElse(true));
  }

  FilterSet shiftMinimum(boolean up) {
    int step = Math.max(0, STEPS.indexOf(minimum)) + (up ? 1 : -1);
    return withMinimum(STEPS.get(Math.max(0, Math.min(STEPS.size() - 1, step))));
  }

  FilterSet withMinimum(Severity least) {
    return new FilterSet(least, text, workers, matchesOf, extent);
  }

  FilterSet withText(Optional<FilterInput> query) {
    return new FilterSet(minimum, query, workers, matchesOf, extent);
  }

  FilterSet withWorkers(WorkerChoice choice) {
    return new FilterSet(minimum, text, choice, matchesOf, extent);
  }

  FilterSet withMatchesOf(Optional<TextQuery> search) {
    return new FilterSet(minimum, text, workers, search, extent);
  }

  FilterSet withOff(boolean off) {
    return new FilterSet(minimum, text, workers, matchesOf, new Extent(off, extent.context()));
  }

  FilterSet withContext(int entries) {
    return new FilterSet(minimum, text, workers, matchesOf, new Extent(extent.off(), entries));
  }
}
