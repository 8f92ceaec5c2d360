package dev.logtail.pipeline.store;

/**
 * What became of the entries' numbers between two snapshots because entries were inserted: a number
 * rises by as many as were inserted at its place or before it.
 *
 * <pre>
 *   before    0 1     2 3     4
 *   after     0 1 [2] 3 4 [5] 6        what was 2 is 3 now, what was 4 is 6
 * </pre>
 *
 * Immutable.
 */
public final class Renumbering {
  /** Nothing was inserted. */
  public static final Renumbering NONE = new Renumbering(new long[0], true);

  /** Rising, as numbered afterwards. */
  private final long[] inserted;

  private final boolean complete;

  private Renumbering(long[] inserted, boolean complete) {
    this.inserted = inserted;
    this.complete = complete;
  }

  /** One entry was inserted and is numbered {@code number} now. */
  static Renumbering insertion(long number) {
    return new Renumbering(new long[] {number}, true);
  }

  /** This one, and {@code later} after it. */
  Renumbering then(Renumbering later) {
    long[] all = new long[inserted.length + later.inserted.length];
    int mine = 0;
    int others = 0;
    for (int i = 0; i < all.length; i++) {
      long moved = mine < inserted.length ? later.of(inserted[mine]) : Long.MAX_VALUE;
      if (others < later.inserted.length && later.inserted[others] < moved) {
        all[i] = later.inserted[others];
        others++;
      } else {
        all[i] = moved;
        mine++;
      }
    }
    return new Renumbering(all, complete && later.complete);
  }

  /** The same, but more was inserted before, nobody knows where. */
  Renumbering afterUnknown() {
    return new Renumbering(inserted, false);
  }

  /** How the entry is numbered now that was numbered {@code number}. */
  public long of(long number) {
    return number + shift(number);
  }

  /** Which number is behind the entry now that was the last one before {@code end}. */
  public long ofEnd(long end) {
    return of(end - 1) + 1;
  }

  private int shift(long number) {
    int low = 0;
    int high = inserted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inserted[middle] - middle <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** True when every number is what it was. */
  public boolean isNone() {
    return inserted.length == 0 && complete;
  }

  /**
   * False when too much was inserted for all of it to be remembered: what was derived from entries
   * by their numbers must be derived again.
   */
  public boolean isComplete() {
    return complete;
  }

  /** The numbers of what was inserted, rising, as numbered afterwards. */
  public long[] inserted() {
    return inserted.clone();
  }
}
