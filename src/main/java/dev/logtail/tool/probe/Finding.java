package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.List;
import java.util.Optional;

/**
 * What looking into a stream can come to, each with its own sentence and what to do about it: lists
 * that a test walks to hold a server with just that fault against each.
 */
public sealed interface Finding permits WayFinding, StreamFinding {
  /**
   * How a finding is told.
   *
   * @param words with {@code %s} for each thing that is measured
   * @param hint what to do, which may name what is measured by its number; "" where all is well
   */
  record Sentence(
      Step.Kind step,
      Step.Verdict verdict,
      StreamFailure.Kind trouble,
      String words,
      String hint) {}

  Sentence told();

  /** The step that came to this, with what was measured. */
  default Step with(Object... measured) {
    return as(told().trouble(), measured);
  }

  /** The same as a failure of another class. */
  default Step as(StreamFailure.Kind trouble, Object... measured) {
    String hint = told().hint();
    return new Step(
        told().step(),
        told().verdict(),
        trouble,
        told().words().formatted(measured),
        hint.isEmpty() ? Optional.empty() : Optional.of(hint.formatted(measured)),
        List.of());
  }
}
