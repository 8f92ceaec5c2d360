package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import java.util.List;

/**
 * What the store held at one moment: never changes, shares its memory with the store. Entries are
 * numbered from 0 in the order in which they were stored, and keep their number for good; evicted
 * ones are gone from the low end.
 */
public final class Snapshot {
  private final List<Entry[]> chunks;
  private final long firstChunk;
  private final long first;
  private final long end;
  private final long bytes;

  Snapshot(List<Entry[]> chunks, long firstChunk, long first, long end, long bytes) {
    this.chunks = chunks;
    this.firstChunk = firstChunk;
    this.first = first;
    this.end = end;
    this.bytes = bytes;
  }

  /** Number of the oldest entry held; as many entries have been evicted. */
  public long first() {
    return first;
  }

  /** One more than the number of the newest entry. */
  public long end() {
    return end;
  }

  /** How many entries are held. */
  public int size() {
    return Math.toIntExact(end - first);
  }

  /** Bytes held, about. */
  public long bytes() {
    return bytes;
  }

  /** The entry numbered {@code number}, from {@link #first()} up to but not {@link #end()}. */
  public Entry get(long number) {
    if (number < first || number >= end) {
      throw new IndexOutOfBoundsException("entry " + number + " of " + first + " to " + end);
    }
    Entry[] chunk = chunks.get((int) (number / EntryStore.CHUNK - firstChunk));
    return chunk[(int) (number % EntryStore.CHUNK)];
  }
}
