package dev.logtail.pipeline;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import java.util.List;
import java.util.Map;

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

  /**
   * The same with records that were handed on but never shown: they count as dropped.
   *
   * @param lost how many, by worker
   */
  public PipelineStats withDropped(Map<WorkerKey, Long> lost) {
    List<WorkerStatus> corrected =
        workers.stream().map(row -> dropped(row, lost.getOrDefault(row.worker(), 0L))).toList();
    return new PipelineStats(corrected, failures);
  }

  private static WorkerStatus dropped(WorkerStatus row, long lost) {
    StreamCounts moved = new StreamCounts(0, -lost, 0, 0, lost, 0);
    return new WorkerStatus(
        row.worker(),
        row.phase(),
        row.since(),
        row.detail(),
        row.nextTry(),
        row.counts().plus(moved));
  }
}
