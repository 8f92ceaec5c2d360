package dev.logtail.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.zip.CRC32C;

/**
 * Blocks of bytes on disk, first in first out, in a ring of bounded size. The file is readable by
 * its owner only and has no name from the moment on that it is open, so that nothing of it stays
 * whatever becomes of the process. One thread at a time.
 *
 * <pre>
 *   capacity 100, blocks A (30), B (40), C (30); A is taken, D (25) comes:   │DDDDD·│BBBBBBBB│CCCCCC│
 * </pre>
 */
final class SpillFile implements AutoCloseable {
  private record Block(long position, int length, long sum) {}

  private final FileChannel channel;
  private final long capacity;
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private long end;
  private long used;

  /** An empty file in {@code folder} that holds at most {@code capacity} bytes. */
  SpillFile(Path folder, long capacity) throws IOException {
    this.capacity = capacity;
    Path name = Files.createTempFile(folder, "logtail-", ".spill");
    try {
      channel = FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(name);
    }
  }

  boolean hasRoom(int length) {
    return used + length <= capacity;
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /**
   * Adds a block for which there is room.
   *
   * @throws IOException when the disk does not take it; the blocks before it are still there
   */
  void append(byte[] block) throws IOException {
    int length = block.length;
    if (!hasRoom(length)) {
      throw new IOException("no room for " + length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(block);
    long position = end;
    for (int piece; bytes.hasRemaining(); position = (position + piece) % capacity) {
      piece = channel.write(upTo(bytes, capacity - position), position);
      bytes.position(bytes.position() + piece);
    }
    blocks.add(new Block(end, length, sumOf(block)));
    end = position;
    used += length;
  }

  /** What stands from {@code bytes}' position on, {@code most} of it, without moving it. */
  private static ByteBuffer upTo(ByteBuffer bytes, long most) {
    int length = (int) Math.min(bytes.remaining(), most);
    return bytes.slice(bytes.position(), length);
  }

  /**
   * Takes out the oldest block.
   *
   * @throws IOException when it can't be read as it was written; it is gone then
   */
  byte[] take() throws IOException {
    Block block = blocks.remove();
    used -= block.length();
    byte[] taken = new byte[block.length()];
    ByteBuffer bytes = ByteBuffer.wrap(taken);
    long position = block.position();
    while (bytes.hasRemaining()) {
      int piece = channel.read(upTo(bytes, capacity - position), position);
      if (piece < 0) {
        throw new EOFException("the temporary file is shorter than what was written to it");
      }
      bytes.position(bytes.position() + piece);
      position = (position + piece) % capacity;
    }
    if (sumOf(taken) != block.sum()) {
      throw new IOException("the temporary file does not hold what was written to it");
    }
    shrink();
    return taken;
  }

  private static long sumOf(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return sum.getValue();
  }

  /** An empty ring begins anew, and gives its room on the disk back. */
  private void shrink() {
    if (blocks.isEmpty()) {
      end = 0;
      try {
        channel.truncate(0);
      } catch (IOException e) {
        // What is written next is written over it.
      }
    }
  }

  @Override
  public void close() throws IOException {
    blocks.clear();
    channel.close();
  }
}
