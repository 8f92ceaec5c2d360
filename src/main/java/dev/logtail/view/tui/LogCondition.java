package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.Clues;
import dev.logtail.pipeline.filter.FilterInput;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.pipeline.store.Condition;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What filters and a search ask of entries, told so that most can be passed over unread. */
final class LogCondition {
  private LogCondition() {}

  /** What {@code filters} show. */
  static Condition of(FilterSet filters) {
    return new Condition(filters::shows, possible(filters), texts(filters).toList());
  }

  /** What {@code filters} show and {@code search} finds. */
  static Condition of(FilterSet filters, TextQuery search) {
    return new Condition(
        entry -> filters.shows(entry) && search.matches(entry),
        possible(filters),
        Stream.concat(texts(filters), Stream.of(search.pattern())).toList());
  }

  private static BiPredicate<WorkerKey, Severity> possible(FilterSet filters) {
    BiPredicate<WorkerKey, Severity> typed = clues(filters).possible();
    return (worker, severity) ->
        filters.extent().off()
            || (filters.workers().shows(worker)
                && severity.countsAs().compareTo(filters.minimum()) >= 0
                && typed.test(worker, severity));
  }

  private static Clues clues(FilterSet filters) {
    return filters.text().map(FilterInput::clues).orElse(Clues.NONE);
  }

  /** What must be there for an entry to match. */
  private static Stream<TextPattern> texts(FilterSet filters) {
    return filters.extent().off()
        ? Stream.empty()
        : Stream.concat(
            clues(filters).texts().stream(), filters.matchesOf().stream().map(TextQuery::pattern));
  }
}
