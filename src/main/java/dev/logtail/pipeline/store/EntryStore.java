package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Holds the newest entries within a limit of bytes. One thread appends; any thread takes a {@link
 * Snapshot}, which costs one reference per {@value #CHUNK} entries.
 */
public final class EntryStore {
  static final int CHUNK = 256;

  /** So many bytes of evicted entries may stay in memory with the oldest chunk. */
  private static final long LINGERING_BYTES = 1 << 20;

  private final long maxBytes;

  /** All guarded by this. A chunk's slots are written once, before any snapshot can see them. */
  private final ArrayDeque<Entry[]> chunks = new ArrayDeque<>();

  private long firstChunk;
  private long first;
  private long end;
  private long bytes;
  private long lingering;

  /**
   * @param maxBytes what may be held; the newest entry is held even when it is larger alone
   */
  public EntryStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds {@code entries} and evicts the oldest ones past the limit. */
  public synchronized void append(List<? extends Entry> entries) {
    for (Entry entry : entries) {
      int slot = (int) (end % CHUNK);
      if (slot == 0) {
        chunks.addLast(new Entry[CHUNK]);
      }
      chunks.getLast()[slot] = entry;
      end++;
      bytes += entry.weight();
    }
    while (bytes > maxBytes && end - first > 1) {
      evictOldest();
    }
  }

  private void evictOldest() {
    Entry[] oldest = chunks.getFirst();
    int weight = oldest[(int) (first % CHUNK)].weight();
    bytes -= weight;
    lingering += weight;
    first++;
    if (first % CHUNK == 0) {
      chunks.removeFirst();
      firstChunk++;
      lingering = 0;
    } else if (lingering > LINGERING_BYTES) {
      letGo();
    }
  }

  /** Replaces the oldest chunk by one without the evicted entries; snapshots keep theirs. */
  private void letGo() {
    Entry[] oldest = chunks.removeFirst();
    int evicted = (int) (first % CHUNK);
    Entry[] rest = new Entry[CHUNK];
    System.arraycopy(oldest, evicted, rest, evicted, CHUNK - evicted);
    chunks.addFirst(rest);
    lingering = 0;
  }

  /** Forgets everything held; numbering goes on. */
  public synchronized void clear() {
    while (first < end) {
      evictOldest();
    }
    if (!chunks.isEmpty()) {
      letGo();
    }
  }

  public synchronized Snapshot snapshot() {
    return new Snapshot(List.copyOf(chunks), firstChunk, first, end, bytes);
  }
}
