package dev.logtail.pipeline;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a session has seen so far.
 *
 * @param workers a row a worker, in the order in which they were found
 * @param failures what ended streams for good
 */
public record PipelineStats(List<WorkerStatus> workers, List<StreamFailure> failures) {
  private static final Set<WorkerStatus.Phase> OVER =
      EnumSet.of(WorkerStatus.Phase.FAILED, WorkerStatus.Phase.GONE, WorkerStatus.Phase.NO_STREAM);
  private static final Set<StreamFailure.Kind> SHUT_OUT =
      EnumSet.of(StreamFailure.Kind.UNAUTHORISED, StreamFailure.Kind.TLS);

  public PipelineStats {
    workers = List.copyOf(workers);
    failures = List.copyOf(failures);
  }

  /** Whether no stream is left, since the servers let us in nowhere or can't be trusted. */
  public boolean isShutOut() {
    return workers.stream().anyMatch(row -> row.phase() == WorkerStatus.Phase.FAILED)
        && workers.stream().map(WorkerStatus::phase).allMatch(OVER::contains)
        && failures.stream().map(StreamFailure::kind).anyMatch(SHUT_OUT::contains)
        && failures.stream()
            .map(StreamFailure::kind)
            .allMatch(kind -> SHUT_OUT.contains(kind) || kind == StreamFailure.Kind.GONE);
  }

  /** What ended streams for good, and what keeps others from being there now. */
  public Stream<StreamFailure> troubles() {
    return Stream.concat(
        failures.stream(),
        workers.stream()
            .filter(PipelineStats::isInTrouble)
            .map(row -> ofRetrying(row.connection().trouble())));
  }

  private static boolean isInTrouble(WorkerStatus row) {
    return switch (row.phase()) {
      case RETRYING -> true;
      case CONNECTING, LIVE -> row.connection().trouble().kind() != StreamFailure.Kind.NONE;
      case FAILED, NO_STREAM, GONE -> false;
    };
  }

  /** A server that closes in good order before it has sent anything can't be reached either. */
  private static StreamFailure ofRetrying(StreamFailure trouble) {
    return trouble.kind() == StreamFailure.Kind.NONE
        ? new StreamFailure(StreamFailure.Kind.UNREACHABLE, trouble.text())
        : trouble;
  }

  /** The sums over all workers. */
  public StreamCounts total() {
    return workers.stream().map(WorkerStatus::counts).reduce(StreamCounts.ZERO, StreamCounts::plus);
  }

  /**
   * The same after what became of the records that were handed on.
   *
   * @param changes what is to be added, by worker
   */
  public PipelineStats corrected(Map<WorkerKey, StreamCounts> changes) {
    return new PipelineStats(
        workers.stream()
            .map(
                row ->
                    row.with(
                        row.counts().plus(changes.getOrDefault(row.worker(), StreamCounts.ZERO))))
            .toList(),
        failures);
  }
}
