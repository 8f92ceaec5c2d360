package dev.logtail.view.tui;

import java.util.Arrays;

/** Numbers in a row that grows and shrinks at both ends: eight bytes each. For one thread. */
final class LongRing {
  private static final int LEAST = 64;

  private long[] ring = new long[LEAST];
  private int head;
  private int size;

  int size() {
    return size;
  }

  /** The number that {@code index} others are before. */
  long get(int index) {
    return ring[slot(index)];
  }

  void set(int index, long number) {
    ring[slot(index)] = number;
  }

  void addLast(long number) {
    grow();
    ring[slot(size)] = number;
    size++;
  }

  void addFirst(long number) {
    grow();
    head = (head - 1) & (ring.length - 1);
    ring[head] = number;
    size++;
  }

  void removeFirst(int count) {
    head = slot(count);
    size -= count;
  }

  void clear() {
    ring = new long[LEAST];
    head = 0;
    size = 0;
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
}
