package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A run of entries, and what is worth knowing about them all. It is loose, and then takes more, or
 * packed, and then takes less memory. Guarded by the store; its slots are shared with snapshots, so
 * that a slot is written once, before any snapshot can see it, and whatever else changes is changed
 * in a copy.
 */
final class Chunk {
  static final int SIZE = 256;

  /** It takes no more entries at its end when they weigh as much together. */
  private static final int ENOUGH_BYTES = 1 << 18;

  private static final Entry[] NO_SLOTS = {};
  private static final boolean[] NO_STRAYS = {};

  private Entry[] slots = new Entry[SIZE];

  /** Which slots hold something that is not at its place in time. Not shared. */
  private boolean[] strays = new boolean[SIZE];

  /** Has the entries when this is packed; the slots are empty then. */
  private Optional<PackedRun> packed = Optional.empty();

  private int from;
  private int to;

  /** Of what is held. */
  private long weight;

  /** No entry at its place is earlier. */
  private Instant earliest = Instant.MAX;

  int count() {
    return to - from;
  }

  /** About how many bytes of memory the entries hold that are still held. */
  long weight() {
    return weight;
  }

  /** Whether the next entry is better added to another chunk. */
  boolean isEnough() {
    return to == SIZE || weight >= ENOUGH_BYTES;
  }

  /** Whether nothing should be inserted before it is made smaller. */
  boolean isFull() {
    return to == SIZE || isLarge();
  }

  private boolean isLarge() {
    return weight >= ENOUGH_BYTES && count() > 1;
  }

  boolean isPacked() {
    return packed.isPresent();
  }

  /** What snapshots see. */
  Run run() {
    return packed.isPresent() ? packed.get() : new Run.Loose(slots);
  }

  /** How many slots before the first entry are no longer held. */
  int from() {
    return from;
  }

  /** Makes bytes of the entries. */
  void pack(Packer packer) {
    PackedRun run = packer.pack(slots, strays, from, to);
    packed = Optional.of(run);
    to = count();
    from = 0;
    weight = run.weight();
    slots = NO_SLOTS;
    strays = NO_STRAYS;
  }

  /** Makes entries of the bytes, as many as are still held. */
  void unpack(Packer packer) {
    PackedRun run = packed.orElseThrow();
    Unpacker unpacker = new Unpacker(run);
    int first = from;
    int count = count();
    slots = new Entry[SIZE];
    strays = new boolean[SIZE];
    packed = Optional.empty();
    from = 0;
    to = 0;
    weight = 0;
    for (int i = 0; i < count; i++) {
      add(unpacker.entry(first + i), run.isStray(first + i));
    }
    packer.release(run);
  }

  /** It is held no longer. Only where it is packed. */
  void release(Packer packer) {
    packer.release(packed.orElseThrow());
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
    weight += entry.weight();
    earliest = !stray && entry.at().isBefore(earliest) ? entry.at() : earliest;
  }

  /**
   * Puts {@code entry} behind the first {@code index} entries. Only where it is loose and not full.
   */
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

  /** The entries in two chunks, or in a single one when there is room but for what was evicted. */
  List<Chunk> split() {
    int half = count() < SIZE && !isLarge() ? count() : count() / 2;
    Chunk older = part(from, from + half);
    return half == count() ? List.of(older) : List.of(older, part(from + half, to));
  }

  private Chunk part(int start, int end) {
    Chunk part = new Chunk();
    for (int slot = start; slot < end; slot++) {
      part.add(slots[slot], strays[slot]);
    }
    return part;
  }

  /** Lets go of the oldest entry, though not of its memory. */
  void removeFirst() {
    weight -= packed.isPresent() ? weight / count() : slots[from].weight();
    from++;
  }

  /**
   * Whether some entry may stand before {@code entry}.
   *
   * @param mayHoldStream false when nothing of the entry's own stream is here
   */
  boolean mayStandBefore(Entry entry, boolean mayHoldStream) {
    return mayHoldStream || !earliest.isAfter(entry.at());
  }

  /**
   * Behind how many of its entries {@code entry} has its place, seen from the end; 0 when none of
   * them stands before it. Only where it is loose.
   */
  int placeOf(Entry entry) {
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

  /** The entries, oldest first. Only where it is loose. */
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
