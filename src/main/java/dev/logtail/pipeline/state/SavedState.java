package dev.logtail.pipeline.state;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.StreamMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs know of the streams that they have followed, those that are gone included: of these the
 * newest thousand.
 *
 * @param complete false while a run writes, and ever after if it is cut short: then more may have
 *     been written than is known
 */
public record SavedState(boolean complete, Map<WorkerKey, Kept> streams) {
  /** Of runs that have not begun. */
  public static final SavedState EMPTY = new SavedState(true, Map.of());

  private static final int MOST_GONE = 1000;

  /**
   * What is known of one stream.
   *
   * @param changed when there was something new to know
   */
  public record Kept(StreamMemory memory, Instant changed) {}

  public SavedState {
    streams = Map.copyOf(streams);
  }

  /** What is known of each stream. */
  public Map<WorkerKey, StreamMemory> memories() {
    Map<WorkerKey, StreamMemory> memories = new HashMap<>();
    streams.forEach((worker, kept) -> memories.put(worker, kept.memory()));
    return memories;
  }

  /** The same of a run that is going on. */
  public SavedState cutShort() {
    return new SavedState(false, streams);
  }

  /** The same with what is known at {@code now} of the streams that are followed. */
  public SavedState with(Map<WorkerKey, StreamMemory> followed, boolean complete, Instant now) {
    Map<WorkerKey, Kept> all = new LinkedHashMap<>();
    followed.forEach((worker, memory) -> all.put(worker, kept(worker, memory, now)));
    streams.entrySet().stream()
        .filter(gone -> !followed.containsKey(gone.getKey()))
        .sorted(Comparator.comparing(gone -> gone.getValue().changed(), Comparator.reverseOrder()))
        .limit(MOST_GONE)
        .forEach(gone -> all.put(gone.getKey(), gone.getValue()));
    return new SavedState(complete, all);
  }

  private Kept kept(WorkerKey worker, StreamMemory memory, Instant now) {
    Kept before = streams.get(worker);
    return before != null && before.memory().equals(memory) ? before : new Kept(memory, now);
  }

  /** In the order of their names, so that equal states are equal files. */
  Map<WorkerKey, Kept> inOrder() {
    return new TreeMap<>(streams);
  }
}
