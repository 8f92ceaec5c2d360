package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a check can say, each with its own sentence and what to do about it: lists that a test walks
 * to hold a server with just that fault against each. Nothing else is ever said.
 */
public sealed interface Finding permits WayFinding, ApiFinding, StreamFinding {
  /**
   * How a finding is told.
   *
   * @param step where it usually is found
   * @param trouble which class of failure it is, {@code NONE} for what did not fail
   * @param words with {@code %s} for each thing that is measured
   * @param hint what to do, which may name what is measured by its number; "" where all is well
   */
  record Sentence(
      Step.Kind step, Step.Verdict verdict, StreamFailure.Kind trouble, String words, String hint) {
    static Sentence ok(Step.Kind step, String words) {
      return new Sentence(step, Step.Verdict.OK, StreamFailure.Kind.NONE, words, "");
    }

    static Sentence warn(Step.Kind step, String words, String hint) {
      return new Sentence(step, Step.Verdict.WARN, StreamFailure.Kind.NONE, words, hint);
    }

    static Sentence fail(Step.Kind step, StreamFailure.Kind trouble, String words, String hint) {
      return new Sentence(step, Step.Verdict.FAIL, trouble, words, hint);
    }
  }

  /** All there are. */
  static List<Finding> all() {
    return Stream.of(WayFinding.values(), ApiFinding.values(), StreamFinding.values())
        .<Finding>flatMap(Stream::of)
        .toList();
  }

  Sentence told();

  /** Its constant's name. */
  String name();

  /** Its name for scripts: no two findings share one. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step that came to this, with what was measured. */
  default Step with(Object... measured) {
    return at(told().step(), told().trouble(), measured);
  }

  /** The same as a failure of another class. */
  default Step as(StreamFailure.Kind trouble, Object... measured) {
    return at(told().step(), trouble, measured);
  }

  /** The same at another step. */
  default Step at(Step.Kind step, Object... measured) {
    return at(step, told().trouble(), measured);
  }

  private Step at(Step.Kind step, StreamFailure.Kind trouble, Object... measured) {
    Optional<String> hint =
        Optional.of(told().hint().formatted(measured)).filter(words -> !words.isEmpty());
    return new Step(this, step, trouble, told().words().formatted(measured), hint, List.of());
  }
}
