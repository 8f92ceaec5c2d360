package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the newest entries within a limit of bytes, in order of time: what came late is inserted at
 * its place, as far as that is within reach, and never before an earlier arrival of its own stream.
 * One thread appends; any thread takes a {@link Snapshot}, which costs one reference per {@value
 * Chunk#SIZE} entries.
 */
public final class EntryStore {
  /** So many bytes of evicted entries may stay in memory with the oldest chunk. */
  private static final long LINGERING_BYTES = 1 << 20;

  /** Over so many entries something is inserted, and not much further. */
  static final int MOST_PASSED = 500_000;

  private final long maxBytes;

  /** All guarded by this. No chunk is empty. */
  private final ArrayList<Chunk> chunks = new ArrayList<>();

  private final InsertionLog insertions = new InsertionLog();
  private final LateReach reach = new LateReach();
  private long first;
  private long end;
  private long bytes;
  private long lingering;

  /** True when there was something before the oldest entry held that had to go. */
  private boolean cut;

  /**
   * @param maxBytes what may be held; the newest entry is held even when it is larger alone
   */
  public EntryStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds {@code entries}, in order of arrival, and evicts the oldest ones past the limit. */
  public synchronized void append(List<? extends Entry> entries) {
    for (Entry entry : entries) {
      if (!LateReach.isOutOfOrder(entry)) {
        reach.inOrder(entry);
        add(entry, false);
      } else if (reach.isOld(entry) || !inserted(entry)) {
        add(entry, true);
      }
      end++;
      bytes += entry.weight();
    }
    while (bytes > maxBytes && end - first > 1) {
      evictOldest();
      cut = true;
    }
  }

  private void add(Entry entry, boolean stray) {
    if (chunks.isEmpty() || newest().isFull()) {
      chunks.add(new Chunk());
    }
    newest().add(entry, stray);
  }

  private Chunk newest() {
    return chunks.get(chunks.size() - 1);
  }

  /** Puts {@code entry} at its place; false when that is out of reach. */
  private boolean inserted(Entry entry) {
    if (chunks.isEmpty()) {
      add(entry, false);
      return true;
    }
    long number = end;
    for (int i = chunks.size() - 1; i >= 0 && end - number <= MOST_PASSED; i--) {
      Chunk chunk = chunks.get(i);
      int place = chunk.placeOf(entry);
      number -= chunk.count() - place;
      if (place > 0 || (i == 0 && !cut)) {
        boolean stray = place > 0 && chunk.straysBehind(place, entry);
        insert(number, i, place, entry, stray);
        return true;
      }
    }
    return false;
  }

  private void insert(long number, int index, int place, Entry entry, boolean stray) {
    if (number == end) {
      add(entry, stray);
      return;
    }
    insertions.add(number, (int) Math.min(Integer.MAX_VALUE, end - first));
    Chunk chunk = chunks.get(index);
    if (!chunk.isFull()) {
      chunk.insert(place, entry, stray);
      return;
    }
    int half = chunk.count() / 2;
    Chunk later = chunk.part(half, chunk.count() - half);
    Chunk earlier = chunk.part(0, half);
    chunks.set(index, earlier);
    chunks.add(index + 1, later);
    if (place <= half) {
      earlier.insert(place, entry, stray);
    } else {
      later.insert(place - half, entry, stray);
    }
  }

  private void evictOldest() {
    Chunk oldest = chunks.get(0);
    int weight = oldest.removeFirst().weight();
    bytes -= weight;
    lingering += weight;
    first++;
    if (oldest.count() == 0) {
      chunks.remove(0);
      lingering = 0;
    } else if (lingering > LINGERING_BYTES) {
      oldest.forgetRemoved();
      lingering = 0;
    }
  }

  /** Forgets everything held; numbering goes on. */
  public synchronized void clear() {
    chunks.clear();
    first = end;
    bytes = 0;
    lingering = 0;
    cut = false;
  }

  /** Bytes held, about. */
  public synchronized long bytes() {
    return bytes;
  }

  public synchronized Snapshot snapshot() {
    Entry[][] slots = new Entry[chunks.size()][];
    long[] starts = new long[chunks.size()];
    long next = first;
    for (int i = 0; i < slots.length; i++) {
      Chunk chunk = chunks.get(i);
      slots[i] = chunk.slots();
      starts[i] = next - chunk.from();
      next += chunk.count();
    }
    return new Snapshot(
        slots, starts, new Snapshot.Extent(first, end, bytes), insertions.extract());
  }
}
