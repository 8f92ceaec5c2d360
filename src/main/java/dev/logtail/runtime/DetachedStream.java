package dev.logtail.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to a stream that may block, a stopped terminal for one, on a thread of its own, so that
 * nobody who has something to say ever waits. Flushed pieces are written in order; past a bound the
 * oldest are left out, and a line tells how many. What can't be written is nobody's any more.
 */
public final class DetachedStream extends OutputStream {
  private static final long MOST_BYTES = 1 << 20;

  private final OutputStream stream;
  private final Delivery<byte[]> delivery;
  private final AtomicLong leftOut = new AtomicLong();

  /** Guarded by this. */
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();

  /**
   * @param thread name of the thread that writes
   */
  public DetachedStream(String thread, OutputStream stream) {
    this.stream = stream;
    this.delivery =
        new Delivery<>(
            thread,
            new BoundedQueue<>(
                bytes -> bytes.length, MOST_BYTES, bytes -> leftOut.incrementAndGet()),
            this::write);
    delivery.start();
  }

  private void write(List<byte[]> pieces) {
    try {
      long missing = leftOut.getAndSet(0);
      if (missing > 0) {
        stream.write(("… " + missing + " lines left out\n").getBytes(StandardCharsets.UTF_8));
      }
      for (byte[] bytes : pieces) {
        stream.write(bytes);
      }
      stream.flush();
    } catch (IOException e) {
      // There is nobody left to tell.
    }
  }

  @Override
  public synchronized void write(int b) {
    piece.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    piece.write(bytes, offset, length);
    if (length > 0 && bytes[offset + length - 1] == '\n') {
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    if (piece.size() > 0) {
      delivery.give(List.of(piece.toByteArray()));
      piece.reset();
    }
  }

  /** Writes what waits, for at most {@code patience}; nothing is written after that. */
  public void finish(Duration patience) {
    flush();
    delivery.finish(patience);
  }
}
