package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.pipeline.store.Condition;
import java.util.Optional;
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
        Stream.concat(texts(filters), text(Optional.of(search))).toList());
  }

  private static BiPredicate<WorkerKey, Severity> possible(FilterSet filters) {
    return (worker, severity) ->
        filters.extent().off()
            || (filters.workers().shows(worker)
                && counted(severity).compareTo(filters.minimum()) >= 0);
  }

  private static Severity counted(Severity severity) {
    return severity == Severity.NONE ? Severity.INFO : severity;
  }

  private static Stream<TextPattern> texts(FilterSet filters) {
    return filters.extent().off()
        ? Stream.empty()
        : Stream.of(filters.text(), filters.matchesOf()).flatMap(LogCondition::text);
  }

  /** What must be there for a query to match: nothing, where it says what must not. */
  private static Stream<TextPattern> text(Optional<TextQuery> query) {
    return query.stream().filter(some -> !some.isExclude()).map(TextQuery::pattern);
  }
}
