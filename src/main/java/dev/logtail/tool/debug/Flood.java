package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.BoundedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits to be shown. Frames that come faster than they are shown are left out, the oldest
 * first, and counted; everything else waits for its turn. Whoever adds never waits.
 */
final class Flood {
  /** Something to show. */
  sealed interface Item {
    /** On the wire. */
    record Happened(Happening happening) implements Item {}

    /** A frame that is to be shown once more, and all of it. */
    record Whole(Happening happening) implements Item {}

    /** A command that a person gave, and that is gone from the prompt. */
    record Typed(String line) implements Item {}

    /** The session's own word. */
    record Said(DebugScreen.Tone tone, String text) implements Item {}
  }

  private static final int MOST_FRAMES = 256;
  private static final int MOST_BYTES = 8 << 20;

  private final AtomicLong omitted = new AtomicLong();
  private final BoundedQueue<Item> queue =
      new BoundedQueue<>(Flood::weight, MOST_BYTES, item -> omitted.incrementAndGet());

  private static int weight(Item item) {
    if (item instanceof Item.Happened happened) {
      WireEvent event = happened.happening().event();
      if (event instanceof WireEvent.Received received) {
        return Math.max(MOST_BYTES / MOST_FRAMES, received.frame().size());
      }
      if (event instanceof WireEvent.Sent sent) {
        return Math.max(MOST_BYTES / MOST_FRAMES, sent.frame().size());
      }
    }
    return 0;
  }

  /** True when nothing waited before. */
  boolean add(Item item) {
    return queue.offer(item);
  }

  /** The oldest. */
  Optional<Item> take() {
    List<Item> one = new ArrayList<>(1);
    return queue.drainTo(one, 1) == 0 ? Optional.empty() : Optional.of(one.get(0));
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** How many frames were left out since this was asked last. */
  long omitted() {
    return omitted.getAndSet(0);
  }
}
