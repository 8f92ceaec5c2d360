package dev.logtail.pipeline;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerStatus;
import java.util.List;

/**
 * What a session has seen so far.
 *
 * @param workers a row a worker, in the order in which they were found
 * @param failures what ended streams for good
 */
public record PipelineStats(List<WorkerStatus> workers, List<StreamFailure> failures) {
  public PipelineStats {
    workers = List.copyOf(workers);
    failures = List.copyOf(failures);
  }

  /** The sums over all workers. */
  public StreamCounts total() {
    return workers.stream().map(WorkerStatus::counts).reduce(StreamCounts.ZERO, StreamCounts::plus);
  }
}
