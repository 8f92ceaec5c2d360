package dev.logtail.pipeline;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.Recall;
import dev.logtail.pipeline.order.StreamMemory;
import java.util.Map;
import java.util.Optional;

/**
 * The run that a session goes on with, and whether a later one will go on with the session.
 *
 * @param kept whether {@link FollowSession#remember} will be asked
 * @param complete false when that run was cut short, so that it may have written more than is known
 * @param limit how many records that pass the filter will be taken of this session: those after
 *     them count as never seen
 */
public record EarlierRun(
    boolean kept, boolean complete, Map<WorkerKey, StreamMemory> streams, long limit) {
  /** There was none, and nobody goes on. */
  public static final EarlierRun NONE = new EarlierRun(false, true, Map.of(), Long.MAX_VALUE);

  public EarlierRun {
    streams = Map.copyOf(streams);
  }

  Recall of(WorkerKey worker) {
    return new Recall(kept, memory(worker).map(StreamMemory::records));
  }

  Optional<StreamMemory> memory(WorkerKey worker) {
    return Optional.ofNullable(streams.get(worker));
  }
}
