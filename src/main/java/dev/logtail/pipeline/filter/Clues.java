package dev.logtail.pipeline.filter;

import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a filter tells of the events that it matches, so that whoever holds many may pass over most
 * without a look at each. Never says more than is so; of notices it says nothing.
 *
 * @param possible false where no event of that worker and severity matches
 * @param certain true where every event of that worker and severity matches
 * @param texts each is in the message or in the worker's key of every event that matches
 */
public record Clues(
    BiPredicate<WorkerKey, Severity> possible,
    BiPredicate<WorkerKey, Severity> certain,
    List<TextPattern> texts) {
  /** Tells nothing. */
  public static final Clues NONE =
      new Clues((worker, severity) -> true, (worker, severity) -> false, List.of());

  public Clues {
    texts = List.copyOf(texts);
  }

  /** Of a filter that asks events for nothing but {@code matched}. */
  static Clues certainly(BiPredicate<WorkerKey, Severity> matched) {
    return new Clues(matched, matched, List.of());
  }

  /** Of a filter that matches where {@code text} is in the message. */
  static Clues text(TextPattern text) {
    return new Clues(NONE.possible, NONE.certain, List.of(text));
  }

  /** Of a filter that matches where {@code text} is in the message or in the worker's key. */
  static Clues anywhere(TextPattern text) {
    return new Clues(NONE.possible, (worker, severity) -> text.isIn(worker.value()), List.of(text));
  }

  /** Of a filter that matches where all of {@code parts} do. */
  static Clues all(List<Clues> parts) {
    return new Clues(
        (worker, severity) -> parts.stream().allMatch(some -> some.possible.test(worker, severity)),
        (worker, severity) -> parts.stream().allMatch(some -> some.certain.test(worker, severity)),
        parts.stream().flatMap(some -> some.texts.stream()).toList());
  }

  /** Of a filter that matches where one of {@code parts} does. */
  static Clues any(List<Clues> parts) {
    return new Clues(
        (worker, severity) -> parts.stream().anyMatch(some -> some.possible.test(worker, severity)),
        (worker, severity) -> parts.stream().anyMatch(some -> some.certain.test(worker, severity)),
        List.of());
  }

  /** Of a filter that matches what this one does not. */
  Clues negated() {
    return new Clues(certain.negate(), possible.negate(), List.of());
  }
}
