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
  /** So many chunks stay loose: what comes late seldom comes later than what they hold. */
  private static final int LOOSE_CHUNKS = 16;

  /** Over so many entries something is inserted, and not much further. */
  static final int MOST_PASSED = 500_000;

  private final long maxBytes;

  /** All guarded by this. No chunk is empty. */
  private final ArrayList<Chunk> chunks = new ArrayList<>();

  /** Which chunk has the newest entry of each stream: none behind that one has any of it. */
  private final Map<WorkerKey, Chunk> newestOf = new HashMap<>();

  private final Packer packer = new Packer();
  private final OpenChunks open;
  private final InsertionLog insertions = new InsertionLog();
  private final LateReach reach = new LateReach();
  private long first;
  private long end;

  /** What the chunks weigh. */
  private long bytes;

  /** True when there was something before the oldest entry held that had to go. */
  private boolean cut;

  /**
   * @param maxBytes what may be held; the newest entry is held even when it is larger alone
   */
  public EntryStore(long maxBytes) {
    this(maxBytes, LOOSE_CHUNKS);
  }

  /**
   * @param looseChunks how many chunks are not packed, at least 1
   */
  EntryStore(long maxBytes, int looseChunks) {
    this.maxBytes = maxBytes;
    this.open = new OpenChunks(looseChunks, packer);
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
      bytes += entry.weight() + open.packOthers(newest());
    }
    while (bytes() > maxBytes && end - first > 1) {
      evictOldest();
      cut = true;
    }
  }

  private void add(Entry entry, boolean stray) {
    if (chunks.isEmpty() || newest().isEnough()) {
      chunks.add(new Chunk());
      use(newest());
    }
    newest().add(entry, stray);
    remember(entry, newest());
  }

  private void use(Chunk chunk) {
    bytes += open.use(chunk);
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
      int place = placeIn(chunk, entry, chunk.equals(newestOfStream));
      number -= chunk.count() - place;
      if (place > 0 || (i == 0 && !cut)) {
        boolean stray = place > 0 && chunk.straysBehind(place, entry);
        insert(number, i, place, entry, stray);
        return true;
      }
    }
    return false;
  }

  /** Behind how many entries of {@code chunk} is its place; 0 when it is further up. */
  private int placeIn(Chunk chunk, Entry entry, boolean mayHoldStream) {
    if (!chunk.mayStandBefore(entry, mayHoldStream)) {
      return 0;
    }
    use(chunk);
    return chunk.placeOf(entry);
  }

  private void insert(long number, int index, int place, Entry entry, boolean stray) {
    if (number == end) {
      add(entry, stray);
      return;
    }
    insertions.add(number, (int) Math.min(Integer.MAX_VALUE, end - first));
    use(chunks.get(index));
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

  /** Splits a chunk, or makes it anew without what was evicted from it. */
  private void makeRoom(int index) {
    Chunk whole = chunks.remove(index);
    List<Chunk> parts = whole.split();
    chunks.addAll(index, parts);
    open.forget(whole);
    parts.forEach(this::use);
    for (int i = parts.size() - 1; i >= 0; i--) {
      Chunk part = parts.get(i);
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
    bytes -= oldest.weight();
    oldest.removeFirst();
    bytes += oldest.weight();
    first++;
    if (oldest.count() == 0) {
      chunks.remove(0);
      open.forget(oldest);
      newestOf.values().removeIf(oldest::equals);
    }
  }

  /** Forgets everything held; numbering goes on. */
  public synchronized void clear() {
    chunks.clear();
    open.clear();
    newestOf.clear();
    first = end;
    bytes = 0;
    cut = false;
  }

  /** Bytes held, about. */
  public synchronized long bytes() {
    return bytes + packer.sharedWeight();
  }

  public synchronized Snapshot snapshot() {
    Run[] runs = new Run[chunks.size()];
    long[] starts = new long[runs.length];
    long next = first;
    for (int i = 0; i < runs.length; i++) {
      Chunk chunk = chunks.get(i);
      runs[i] = chunk.run();
      starts[i] = next - chunk.from();
      next += chunk.count();
    }
    Snapshot.Extent extent = new Snapshot.Extent(first, end, bytes());
    return new Snapshot(runs, starts, extent, insertions.extract());
  }
}
