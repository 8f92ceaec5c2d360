package dev.logtail.pipeline.discovery;

import dev.logtail.model.WorkerKey;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A target that fits no worker.
 *
 * @param nearest keys that the user may have meant, the most likely first; at most five
 * @param listed how many workers there are
 */
public record UnknownTarget(Target target, List<WorkerKey> nearest, int listed) {
  public UnknownTarget {
    nearest = List.copyOf(nearest);
  }

  /** True for a glob or regex: a worker that fits may still appear. */
  public boolean mayAppear() {
    return target instanceof Target.Glob || target instanceof Target.Regex;
  }

  /** One line for the user; quotes foreign text. */
  public String message() {
    String hint;
    if (listed == 0) {
      hint = "the API lists no workers";
    } else if (nearest.isEmpty()) {
      hint = "see 'logtail list' for the " + listed + " there are";
    } else {
      hint =
          "did you mean "
              + nearest.stream().map(WorkerKey::value).collect(Collectors.joining(", "))
              + "?";
    }
    return "no worker fits '" + target.text() + "'; " + hint;
  }
}
