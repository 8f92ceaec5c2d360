package dev.logtail.pipeline.store;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Remembers where the newest insertions happened, each in the numbering of its moment. Guarded by
 * the store that it belongs to.
 */
final class InsertionLog {
  private static final int CHUNK = 1024;

  /**
   * The log at one moment: never changes, shares its memory with the log.
   *
   * @param first how many insertions there were before the first one remembered
   * @param end how many there were in all
   */
  record Extract(List<long[]> chunks, long first, long end) {
    /** What all insertions but the first {@code count} ones did to the numbers. */
    Renumbering since(long count) {
      if (count >= end) {
        return Renumbering.NONE;
      }
      long from = Math.max(count, first);
      Renumbering known = from < end ? fold(from, end) : Renumbering.NONE;
      return from == count ? known : known.afterUnknown();
    }

    private Renumbering fold(long from, long to) {
      if (to - from == 1) {
        long[] chunk = chunks.get((int) ((from - first) / CHUNK));
        return Renumbering.insertion(chunk[(int) (from % CHUNK)]);
      }
      long middle = from + (to - from) / 2;
      return fold(from, middle).then(fold(middle, to));
    }
  }

  private final ArrayDeque<long[]> chunks = new ArrayDeque<>();
  private long first;
  private long end;

  /**
   * An entry was inserted and is numbered {@code number}.
   *
   * @param most how many insertions are worth being remembered
   */
  void add(long number, int most) {
    int slot = (int) (end % CHUNK);
    if (slot == 0) {
      chunks.addLast(new long[CHUNK]);
    }
    chunks.getLast()[slot] = number;
    end++;
    while (end - first > Math.max(most, 2 * CHUNK)) {
      chunks.removeFirst();
      first += CHUNK;
    }
  }

  Extract extract() {
    return new Extract(List.copyOf(chunks), first, end);
  }
}
