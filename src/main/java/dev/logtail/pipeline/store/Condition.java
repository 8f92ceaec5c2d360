package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.TextPattern;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What is asked of entries, and what it takes to be worth asking: a {@link Scan} passes over packed
 * events that can't meet it without unpacking them.
 *
 * @param exact the condition itself
 * @param possible false where no event of that worker and severity meets it
 * @param texts each of them is in the message of an event that meets it, or in its worker's key
 */
public record Condition(
    Predicate<Entry> exact, BiPredicate<WorkerKey, Severity> possible, List<TextPattern> texts) {
  public Condition {
    texts = List.copyOf(texts);
  }

  /** A condition of which nothing more is known. */
  public static Condition of(Predicate<Entry> exact) {
    return new Condition(exact, (worker, severity) -> true, List.of());
  }
}
