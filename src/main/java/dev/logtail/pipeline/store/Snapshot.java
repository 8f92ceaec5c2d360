package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import java.util.Arrays;

/**
 * What the store held at one moment: never changes, shares its memory with the store. Entries are
 * numbered from 0 in their order; evicted ones are gone from the low end. An entry keeps its number
 * until another one is inserted before it: {@link #renumberingSince} tells.
 */
public final class Snapshot {
  /**
   * How much is held.
   *
   * @param first the number of the oldest entry
   * @param end one more than that of the newest
   */
  record Extent(long first, long end, long bytes) {}

  private final Run[] runs;

  /** What the first slot of each run is numbered, whether it is still held or not. */
  private final long[] starts;

  private final Extent extent;
  private final InsertionLog.Extract insertions;

  Snapshot(Run[] runs, long[] starts, Extent extent, InsertionLog.Extract insertions) {
    this.runs = runs;
    this.starts = starts;
    this.extent = extent;
    this.insertions = insertions;
  }

  /** Number of the oldest entry held; as many entries have been evicted. */
  public long first() {
    return extent.first();
  }

  /** One more than the number of the newest entry. */
  public long end() {
    return extent.end();
  }

  /** How many entries are held. */
  public int size() {
    return Math.toIntExact(end() - first());
  }

  /** Bytes held, about. */
  public long bytes() {
    return extent.bytes();
  }

  /** How many entries were ever inserted before others. */
  public long insertions() {
    return insertions.end();
  }

  /**
   * How numbers have changed since there were {@code count} {@link #insertions()}. Costs nothing
   * when there are no more.
   */
  public Renumbering renumberingSince(long count) {
    return insertions.since(count);
  }

  /** The entry numbered {@code number}, from {@link #first()} up to but not {@link #end()}. */
  public Entry get(long number) {
    if (number < first() || number >= end()) {
      throw new IndexOutOfBoundsException("entry " + number + " of " + first() + " to " + end());
    }
    int run = runOf(number);
    return runs[run].get((int) (number - starts[run]));
  }

  /** Which run has the entry numbered {@code number}, which is held. */
  int runOf(long number) {
    int found = Arrays.binarySearch(starts, number);
    return found >= 0 ? found : -found - 2;
  }

  Run run(int index) {
    return runs[index];
  }

  /** What the first slot of that run is numbered. */
  long start(int index) {
    return starts[index];
  }

  int runs() {
    return runs.length;
  }
}
