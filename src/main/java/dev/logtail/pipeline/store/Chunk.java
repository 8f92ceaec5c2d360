package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A run of entries, and what is worth knowing about them all. Guarded by the store; its slots are
 * shared with snapshots, so that a slot is written once, before any snapshot can see it, and
 * whatever else changes is changed in a copy.
 */
final class Chunk {
  static final int SIZE = 256;

  private Entry[] slots = new Entry[SIZE];

  /** Which slots hold something that is not at its place in time. Not shared. */
  private final boolean[] strays = new boolean[SIZE];

  private int from;
  private int to;

  /** No entry at its place is earlier. */
  private Instant earliest = Instant.MAX;

  int count() {
    return to - from;
  }

  boolean isFull() {
    return to == SIZE;
  }

  Entry[] slots() {
    return slots;
  }

  /** How many slots before the first entry are no longer held. */
  int from() {
    return from;
  }

  /**
   * @param stray whether this is not its place in time
   */
  void add(Entry entry, boolean stray) {
    slots[to] = entry;
    strays[to] = stray;
    to++;
    note(entry, stray);
  }

  private void note(Entry entry, boolean stray) {
    earliest = !stray && entry.at().isBefore(earliest) ? entry.at() : earliest;
  }

  /** Puts {@code entry} behind the first {@code index} entries. Only where it is not full. */
  void insert(int index, Entry entry, boolean stray) {
    int slot = from + index;
    if (slot < to) {
      Entry[] copy = new Entry[SIZE];
      System.arraycopy(slots, from, copy, from, index);
      System.arraycopy(slots, slot, copy, slot + 1, to - slot);
      System.arraycopy(strays, slot, strays, slot + 1, to - slot);
      slots = copy;
    }
    slots[slot] = entry;
    strays[slot] = stray;
    to++;
    note(entry, stray);
  }

  /** {@code count} of its entries from the one at {@code start} on, in a chunk of their own. */
  Chunk part(int start, int count) {
    Chunk part = new Chunk();
    for (int slot = from + start; slot < from + start + count; slot++) {
      part.add(slots[slot], strays[slot]);
    }
    return part;
  }

  /** Lets go of the oldest entry, though not of its memory. */
  Entry removeFirst() {
    Entry oldest = slots[from];
    from++;
    return oldest;
  }

  /** Lets go of the memory of what was removed; snapshots keep theirs. */
  void forgetRemoved() {
    Entry[] rest = new Entry[SIZE];
    System.arraycopy(slots, from, rest, from, count());
    slots = rest;
  }

  /**
   * Behind how many of its entries {@code entry} has its place, seen from the end; 0 when none of
   * them stands before it.
   *
   * @param mayHoldStream false when nothing of the entry's own stream is here
   */
  int placeOf(Entry entry, boolean mayHoldStream) {
    if (!mayHoldStream && earliest.isAfter(entry.at())) {
      return 0;
    }
    int slot = to;
    while (slot > from && !standsBefore(slot - 1, entry)) {
      slot--;
    }
    return slot - from;
  }

  /** True of what is at its place and not later, and of what came before in the same stream. */
  private boolean standsBefore(int slot, Entry entry) {
    return (!strays[slot] && !slots[slot].at().isAfter(entry.at()))
        || isBeforeInStream(slots[slot], entry);
  }

  private static boolean isBeforeInStream(Entry earlier, Entry entry) {
    return isOfStream(earlier) && earlier.worker().equals(entry.worker());
  }

  /** The entries, oldest first. */
  List<Entry> entries() {
    return Arrays.asList(slots).subList(from, to);
  }

  /** Whether {@code entry} strays when it stands behind the first {@code index} entries, over 0. */
  boolean straysBehind(int index, Entry entry) {
    int slot = from + index - 1;
    return isBeforeInStream(slots[slot], entry)
        && (strays[slot] || slots[slot].at().isAfter(entry.at()));
  }

  /** Connecting and losing a connection has its own place in time. */
  static boolean isOfStream(Entry entry) {
    return !(entry instanceof StreamNotice notice) || notice.kind().isAboutRecords();
  }
}
