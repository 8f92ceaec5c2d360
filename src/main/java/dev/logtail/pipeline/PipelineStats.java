package dev.logtail.pipeline;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

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
    return moved(lost, count -> new StreamCounts(0, -count, 0, 0, count, 0));
  }

  /**
   * The same with records that were handed on but not wanted any more: they count as filtered.
   *
   * @param cut how many, by worker
   */
  public PipelineStats withFiltered(Map<WorkerKey, Long> cut) {
    return moved(cut, count -> new StreamCounts(0, -count, count, 0, 0, 0));
  }

  private PipelineStats moved(Map<WorkerKey, Long> numbers, LongFunction<StreamCounts> change) {
    return new PipelineStats(
        workers.stream()
            .map(row -> changed(row, change.apply(numbers.getOrDefault(row.worker(), 0L))))
            .toList(),
        failures);
  }

  private static WorkerStatus changed(WorkerStatus row, StreamCounts change) {
    return new WorkerStatus(
        row.worker(),
        row.phase(),
        row.since(),
        row.detail(),
        row.nextTry(),
        row.counts().plus(change));
  }
}
