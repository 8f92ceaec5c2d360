package dev.logtail.pipeline.order;

import java.time.Duration;

/**
 * Tells when the burst that follows a handshake, the replay, is over: not before a quarter of a
 * second, and then as soon as a twentieth of a second brings little, or far less than the busiest
 * one did. For one stream and one thread.
 */
public final class BurstWatch {
  private static final long SHORTEST_NANOS = Duration.ofMillis(250).toNanos();
  private static final long SILENT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long SLICE_NANOS = Duration.ofMillis(50).toNanos();
  private static final long LITTLE_BYTES = 64 * 1024;
  private static final long FAR_LESS = 5;

  private boolean over;
  private boolean open;
  private long openedNanos;
  private long slice;
  private long bytesInSlice;
  private long busiest;

  /** A handshake is done. Only the first one counts. */
  public void opened(long nowNanos) {
    if (!open) {
      open = true;
      openedNanos = nowNanos;
    }
  }

  /** There will be no burst: the stream could not be had. */
  public void failed() {
    over = true;
  }

  public void received(long nowNanos, int bytes) {
    if (over) {
      return;
    }
    long now = (nowNanos - openedNanos) / SLICE_NANOS;
    if (now != slice) {
      slice = now;
      bytesInSlice = 0;
    }
    bytesInSlice += bytes;
    busiest = Math.max(busiest, bytesInSlice);
  }

  /**
   * True once the burst is over, where a stream that has sent nothing gets a second to begin: a
   * busy server, or one that is far away, sends what it keeps some time after the handshake.
   */
  public boolean isSettled(long nowNanos) {
    boolean begun = !open || busiest > 0 || nowNanos - openedNanos >= SILENT_NANOS;
    return isOver(nowNanos) && begun;
  }

  /** True once the burst is over, and ever after. */
  public boolean isOver(long nowNanos) {
    if (over || !open) {
      return over;
    }
    long age = nowNanos - openedNanos;
    long present = age / SLICE_NANOS;
    long last = present - slice > 1 ? 0 : bytesInSlice;
    boolean little = last <= LITTLE_BYTES || last < busiest / FAR_LESS;
    over = age >= LONGEST_NANOS || (age >= SHORTEST_NANOS && little);
    return over;
  }
}
