package dev.logtail.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A backlog that goes on in a file when memory is full, and drops its oldest values only when the
 * file is full too.
 *
 * <pre>
 *   out ◀─ head (memory) ◀─ blocks (file) ◀─ tail (memory, less than a block) ◀─ in
 * </pre>
 *
 * A disk that fails ends the spilling, not the queue: what can be read of the file is still handed
 * out, and from then on memory is all there is. Values are encoded by the thread that adds and
 * decoded by the one that takes.
 */
public final class SpillQueue<T> implements Backlog<T> {
  private static final int LARGEST_BLOCK = 1 << 20;

  /**
   * Where and how much.
   *
   * @param memory bytes that may wait in memory, as the weigher counts
   * @param folder where the file is made, once it is needed
   * @param file bytes that may wait in it; 0 for none
   */
  public record Room(long memory, Path folder, long file) {}

  /** Hears of what is lost. Called under the queue's lock; must return at once. */
  public interface Listener<T> {
    void dropped(T value);

    /** The file can't be used any more. {@code unreadable} values went with it. */
    void failed(IOException cause, long unreadable);
  }

  /** What is known of a block in the file without reading it. */
  private record Block(int values, long bytes) {}

  private final ToIntFunction<? super T> weigher;
  private final Codec<T> codec;
  private final Room room;
  private final Listener<? super T> listener;
  private final long blockBytes;

  /** All guarded by this. */
  private ArrayDeque<T> head = new ArrayDeque<>();

  private ArrayDeque<T> tail = new ArrayDeque<>();
  private long headBytes;
  private long tailBytes;
  private long passed;
  private final ArrayDeque<Block> spilled = new ArrayDeque<>();
  private @Nullable SpillFile file;
  private boolean maySpill;

  public SpillQueue(
      ToIntFunction<? super T> weigher, Codec<T> codec, Room room, Listener<? super T> listener) {
    this.weigher = weigher;
    this.codec = codec;
    this.room = room;
    this.listener = listener;
    this.blockBytes = Math.max(1, Math.min(LARGEST_BLOCK, room.memory() / 8));
    this.maySpill = room.file() > 0;
  }

  @Override
  public synchronized boolean offerAll(List<? extends T> values) {
    boolean wasEmpty = isEmpty();
    values.forEach(this::add);
    return wasEmpty;
  }

  private void add(T value) {
    int weight = weigher.applyAsInt(value);
    if (spilled.isEmpty() && tail.isEmpty() && headBytes + weight <= headBound()) {
      head.add(value);
      headBytes += weight;
      return;
    }
    tail.add(value);
    tailBytes += weight;
    if (maySpill && tailBytes >= blockBytes) {
      spill();
    }
    boolean inMemoryOnly = !maySpill || tailBytes >= blockBytes;
    while (inMemoryOnly && headBytes + tailBytes > room.memory() && waiting() > 1) {
      dropOldest();
    }
  }

  /** What is left of the memory beside a block that is on its way to the file or from it. */
  private long headBound() {
    return Math.max(1, room.memory() - 2 * blockBytes);
  }

  private int waiting() {
    return head.size() + tail.size() + spilled.size();
  }

  /** Moves the tail to the file, for which the oldest values of all make room. */
  private void spill() {
    try {
      SpillFile open = file;
      if (open == null) {
        open = new SpillFile(room.folder(), room.file());
        file = open;
      }
      byte[] bytes = encode();
      if (bytes.length > room.file()) {
        return;
      }
      while (!open.hasRoom(bytes.length)) {
        dropForBlock();
      }
      if (!maySpill) {
        return;
      }
      open.append(bytes);
      spilled.add(new Block(tail.size(), tailBytes));
      tail = new ArrayDeque<>();
      tailBytes = 0;
    } catch (IOException e) {
      maySpill = false;
      listener.failed(e, 0);
    }
  }

  private byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(tailBytes, 1 << 24));
    DataOutputStream out = new DataOutputStream(bytes);
    for (T value : tail) {
      codec.write(value, out);
    }
    return bytes.toByteArray();
  }

  /** Drops as much of the head as the file's oldest block takes there, and moves that. */
  private void dropForBlock() {
    Block oldest = spilled.element();
    while (!head.isEmpty() && headBytes + oldest.bytes() > headBound()) {
      dropOldest();
    }
    load();
  }

  private void dropOldest() {
    if (head.isEmpty()) {
      refill();
    }
    T oldest = head.poll();
    if (oldest != null) {
      headBytes -= weigher.applyAsInt(oldest);
      passed++;
      listener.dropped(oldest);
    }
  }

  /** Something comes into the empty head, if there is anything. */
  private void refill() {
    while (head.isEmpty() && !spilled.isEmpty()) {
      load();
    }
    if (head.isEmpty()) {
      ArrayDeque<T> empty = head;
      head = tail;
      headBytes = tailBytes;
      tail = empty;
      tailBytes = 0;
    }
  }

  /** Moves the file's oldest block to the head's end. */
  private void load() {
    Block block = spilled.remove();
    List<T> values = new ArrayList<>(block.values());
    try {
      SpillFile open = file;
      if (open == null) {
        throw new IOException("closed");
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(open.take()));
      for (int i = 0; i < block.values(); i++) {
        values.add(codec.read(in));
      }
    } catch (IOException e) {
      maySpill = false;
      long unreadable = block.values() - (long) values.size();
      passed += unreadable;
      listener.failed(e, unreadable);
    }
    head.addAll(values);
    values.forEach(value -> headBytes += weigher.applyAsInt(value));
  }

  @Override
  public synchronized int drainTo(Collection<? super T> target, int most) {
    int moved = 0;
    while (moved < most) {
      if (head.isEmpty()) {
        refill();
      }
      T next = head.poll();
      if (next == null) {
        break;
      }
      headBytes -= weigher.applyAsInt(next);
      target.add(next);
      moved++;
    }
    passed += moved;
    return moved;
  }

  @Override
  public synchronized boolean isEmpty() {
    return head.isEmpty() && tail.isEmpty() && spilled.isEmpty();
  }

  @Override
  public synchronized long passed() {
    return passed;
  }

  @Override
  public synchronized void close() {
    head.clear();
    tail.clear();
    spilled.clear();
    headBytes = 0;
    tailBytes = 0;
    maySpill = false;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // It has no name and goes with the process.
    }
  }
}
