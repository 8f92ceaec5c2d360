package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that was found out about one target.
 *
 * @param target a worker's key, or a URL: foreign text
 * @param url where it was tried; empty where it never came so far
 */
public record TargetReport(String target, Optional<String> url, List<Step> steps) {
  public TargetReport {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("nothing was tried of " + target);
    }
  }

  /** The worst of its steps. */
  public Step.Verdict verdict() {
    return steps.stream().map(Step::verdict).max(Comparator.naturalOrder()).orElse(Step.Verdict.OK);
  }

  /** The first of its worst steps. */
  public Step worst() {
    Step.Verdict verdict = verdict();
    return steps.stream().filter(step -> step.verdict() == verdict).findFirst().orElseThrow();
  }

  /** The class of its first failure; {@code NONE} where nothing failed. */
  public StreamFailure.Kind trouble() {
    return steps.stream()
        .map(Step::trouble)
        .filter(kind -> kind != StreamFailure.Kind.NONE)
        .findFirst()
        .orElse(StreamFailure.Kind.NONE);
  }
}
