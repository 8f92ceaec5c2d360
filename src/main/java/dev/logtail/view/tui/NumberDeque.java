package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import java.util.OptionalLong;

/** Rising numbers in a row that grows and shrinks at both ends. For one thread. */
final class NumberDeque implements EntryNumbers {
  private final LongRing ring = new LongRing();

  /** {@code number} is greater than all others. */
  void addLast(long number) {
    ring.addLast(number);
  }

  /** {@code number} is less than all others. */
  void addFirst(long number) {
    ring.addFirst(number);
  }

  /** Forgets what is less than {@code number}. */
  void removeBefore(long number) {
    ring.removeFirst((int) countBefore(number));
  }

  void clear() {
    ring.clear();
  }

  /**
   * Follows entries to their new numbers, and adds those of inserted ones. Costs as much as there
   * are numbers behind the first insertion.
   *
   * @param added rising, as numbered afterwards, all of them inserted
   */
  void renumber(Renumbering moved, long[] added) {
    for (int i = 0; i < added.length; i++) {
      ring.addLast(Long.MAX_VALUE);
    }
    int from = ring.size() - added.length - 1;
    int next = added.length - 1;
    for (int to = ring.size() - 1; to >= 0; to--) {
      long number = from >= 0 ? moved.of(ring.get(from)) : -1;
      if (next >= 0 && added[next] > number) {
        ring.set(to, added[next]);
        next--;
      } else if (next < 0 && number == ring.get(from)) {
        return;
      } else {
        ring.set(to, number);
        from--;
      }
    }
  }

  boolean has(long number) {
    int index = (int) countBefore(number);
    return index < ring.size() && ring.get(index) == number;
  }

  @Override
  public long countBefore(long number) {
    int low = 0;
    int high = ring.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ring.get(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public OptionalLong atOrAfter(long number) {
    int index = (int) countBefore(number);
    return index < ring.size() ? OptionalLong.of(ring.get(index)) : OptionalLong.empty();
  }

  @Override
  public OptionalLong atOrBefore(long number) {
    int index = (int) countBefore(number + 1) - 1;
    return index >= 0 ? OptionalLong.of(ring.get(index)) : OptionalLong.empty();
  }

  @Override
  public long count() {
    return ring.size();
  }

  @Override
  public long at(long index) {
    return ring.get((int) index);
  }
}
