package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Everything that hides entries.
 *
 * @param minimum the least level shown; {@link Severity#NONE} shows all
 */
public record FilterSet(Severity minimum, Optional<TextQuery> text, WorkerChoice workers) {
  static final FilterSet NONE = new FilterSet(Severity.NONE, Optional.empty(), WorkerChoice.ALL);

  private static final List<Severity> STEPS =
      List.of(
          Severity.NONE,
          Severity.DEBUG,
          Severity.INFO,
          Severity.WARNING,
          Severity.ERROR,
          Severity.CRITICAL);

  /** True when nothing can be hidden. */
  boolean isNone() {
    return minimum == Severity.NONE && text.isEmpty() && workers.isAll();
  }

  boolean shows(Entry entry) {
    return workers.shows(entry.worker())
        && entry.countsAs().compareTo(minimum) >= 0
        && text.map(query -> query.matches(entry)).orElse(true);
  }

  FilterSet shiftMinimum(boolean up) {
    int step = Math.max(0, STEPS.indexOf(minimum)) + (up ? 1 : -1);
    int bounded = Math.max(0, Math.min(STEPS.size() - 1, step));
    return new FilterSet(STEPS.get(bounded), text, workers);
  }

  FilterSet withText(Optional<TextQuery> query) {
    return new FilterSet(minimum, query, workers);
  }

  FilterSet withWorkers(WorkerChoice choice) {
    return new FilterSet(minimum, text, choice);
  }
}
