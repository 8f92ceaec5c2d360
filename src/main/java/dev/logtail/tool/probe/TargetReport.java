package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * What is not ok, the most telling first: the worst, and of those the last on the way, since what
   * the API lists matters less than what the stream itself shows.
   */
  public List<Step> problems() {
    List<Step> problems =
        steps.stream()
            .filter(step -> step.verdict() != Step.Verdict.OK)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(problems);
    problems.sort(Comparator.comparing(Step::verdict).reversed());
    return problems;
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
