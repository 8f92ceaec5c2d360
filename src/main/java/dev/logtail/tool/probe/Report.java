package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one check found out.
 *
 * @param api empty where none was asked
 * @param targets streams that were named by their URL, then targets that mean nothing, then workers
 */
public record Report(Optional<TargetReport> api, List<TargetReport> targets) {
  public Report {
    targets = List.copyOf(targets);
  }

  /** API and targets. */
  public Stream<TargetReport> all() {
    return Stream.concat(api.stream(), targets.stream());
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
