package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.WorkerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** Which chunk has the newest entry of each stream: none behind that one has any of it. */
  private final Map<WorkerKey, Chunk> newestOf = new HashMap<>();

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
    remember(entry, newest());
  }

  private void remember(Entry entry, Chunk where) {
    if (Chunk.isOfStream(entry)) {
      newestOf.put(entry.worker(), where);
    }
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
    @Nullable Chunk newestOfStream = newestOf.get(entry.worker());
    for (int i = chunks.size() - 1; i >= 0 && end - number <= MOST_PASSED; i--) {
      Chunk chunk = chunks.get(i);
      int place = chunk.placeOf(entry, chunk.equals(newestOfStream));
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
    if (!chunks.get(index).isFull()) {
      insert(chunks.get(index), place, entry, stray);
      return;
    }
    makeRoom(index);
    int half = chunks.get(index).count();
    if (place <= half) {
      insert(chunks.get(index), place, entry, stray);
    } else {
      insert(chunks.get(index + 1), place - half, entry, stray);
    }
  }

  private void insert(Chunk chunk, int place, Entry entry, boolean stray) {
    chunk.insert(place, entry, stray);
    remember(entry, chunk);
  }

  /** Splits a chunk, or makes it anew without what was evicted from it: neither part is empty. */
  private void makeRoom(int index) {
    Chunk whole = chunks.get(index);
    int half = whole.count() < Chunk.SIZE ? whole.count() : whole.count() / 2;
    List<Chunk> parts = new ArrayList<>(List.of(whole.part(0, half)));
    chunks.set(index, parts.get(0));
    if (half < whole.count()) {
      parts.add(0, whole.part(half, whole.count() - half));
      chunks.add(index + 1, parts.get(0));
    }
    for (Chunk part : parts) {
      for (Entry entry : part.entries()) {
        if (whole.equals(newestOf.get(entry.worker()))) {
          remember(entry, part);
        }
      }
    }
    newestOf.values().removeIf(whole::equals);
  }

  private void evictOldest() {
    Chunk oldest = chunks.get(0);
    int weight = oldest.removeFirst().weight();
    bytes -= weight;
    lingering += weight;
    first++;
    if (oldest.count() == 0) {
      chunks.remove(0);
      newestOf.values().removeIf(oldest::equals);
      lingering = 0;
    } else if (lingering > LINGERING_BYTES) {
      oldest.forgetRemoved();
      lingering = 0;
    }
  }

  /** Forgets everything held; numbering goes on. */
  public synchronized void clear() {
    chunks.clear();
    newestOf.clear();
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
