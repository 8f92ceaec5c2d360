package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Rising numbers in a ring that grows and shrinks at both ends: eight bytes each. For one thread.
 */
final class NumberDeque implements EntryNumbers {
  private static final int LEAST = 64;

  private long[] ring = new long[LEAST];
  private int head;
  private int size;

  /** {@code number} is greater than all others. */
  void addLast(long number) {
    grow();
    ring[slot(size)] = number;
    size++;
  }

  /** {@code number} is less than all others. */
  void addFirst(long number) {
    grow();
    head = (head - 1) & (ring.length - 1);
    ring[head] = number;
    size++;
  }

  /** Forgets what is less than {@code number}. */
  void removeBefore(long number) {
    int gone = (int) countBefore(number);
    head = slot(gone);
    size -= gone;
  }

  void clear() {
    ring = new long[LEAST];
    head = 0;
    size = 0;
  }

  /**
   * Follows entries to their new numbers, and adds those of inserted ones. Costs as much as there
   * are numbers behind the first insertion.
   *
   * @param added rising, as numbered afterwards, all of them inserted
   */
  void renumber(Renumbering moved, long[] added) {
    for (int i = 0; i < added.length; i++) {
      addLast(Long.MAX_VALUE);
    }
    int from = size - added.length - 1;
    int next = added.length - 1;
    for (int to = size - 1; to >= 0; to--) {
      long number = from >= 0 ? moved.of(get(from)) : -1;
      if (next >= 0 && added[next] > number) {
        ring[slot(to)] = added[next];
        next--;
      } else if (next < 0 && number == get(from)) {
        return;
      } else {
        ring[slot(to)] = number;
        from--;
      }
    }
  }

  private void grow() {
    if (size < ring.length) {
      return;
    }
    long[] larger = Arrays.copyOfRange(ring, head, head + ring.length * 2);
    System.arraycopy(ring, 0, larger, ring.length - head, head);
    ring = larger;
    head = 0;
  }

  private int slot(int index) {
    return (head + index) & (ring.length - 1);
  }

  private long get(int index) {
    return ring[slot(index)];
  }

  @Override
  public long countBefore(long number) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < number) {
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
    return index < size ? OptionalLong.of(get(index)) : OptionalLong.empty();
  }

  @Override
  public OptionalLong atOrBefore(long number) {
    int index = (int) countBefore(number + 1) - 1;
    return index >= 0 ? OptionalLong.of(get(index)) : OptionalLong.empty();
  }

  @Override
  public long count() {
    return size;
  }

  @Override
  public long at(long index) {
    return get((int) index);
  }
}
