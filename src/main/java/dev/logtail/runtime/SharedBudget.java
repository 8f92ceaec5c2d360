package dev.logtail.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that several queues share. One may hold more than its part as long as the others leave room
 * for it; once all of it is used, who holds more than an equal part gives way. Safe for use by many
 * threads.
 */
public final class SharedBudget {
  private final long bytes;
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger sharers = new AtomicInteger();

  /** A budget that nobody shares yet. */
  public SharedBudget(long bytes) {
    this.bytes = bytes;
  }

  void join() {
    sharers.incrementAndGet();
  }

  void use(long change) {
    used.addAndGet(change);
  }

  /** Whether one that holds {@code held} bytes must give some of them up. */
  boolean isExceededBy(long held) {
    return used.get() > bytes && held > bytes / Math.max(1, sharers.get());
  }

  /** Bytes in use, over all queues. */
  public long used() {
    return used.get();
  }
}
