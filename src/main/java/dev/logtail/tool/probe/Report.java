package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one check found out.
 *
 * @param apis those that were asked, each once, before their workers
 * @param targets in the order that they were named or listed
 */
public record Report(List<TargetReport> apis, List<TargetReport> targets) {
  public Report {
    apis = List.copyOf(apis);
    targets = List.copyOf(targets);
  }

  /** APIs and targets. */
  public Stream<TargetReport> all() {
    return Stream.concat(apis.stream(), targets.stream());
  }

  /** The worst of all. */
  public Step.Verdict verdict() {
    return all().map(TargetReport::verdict).max(Comparator.naturalOrder()).orElse(Step.Verdict.OK);
  }

  /** The class of the first failure; {@code NONE} where nothing failed. */
  public StreamFailure.Kind trouble() {
    return all()
        .map(TargetReport::trouble)
        .filter(kind -> kind != StreamFailure.Kind.NONE)
        .findFirst()
        .orElse(StreamFailure.Kind.NONE);
  }
}
