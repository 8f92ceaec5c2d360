package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Messages that are not on their way yet, in the order in which they were given: those that wait
 * for a connection, and how much of the others the network has not taken. For one thread at a time.
 */
final class Outbox {
  private static final int MOST_WAITING = 256;

  /** Bytes that may be underway at once: enough for any speed, little enough to hold. */
  static final long MOST_UNDERWAY = 1 << 20;

  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private long numbers;
  private long underway;

  private record Waiting(Frame message, boolean asked) {}

  /** The next message's place in the order. */
  long number() {
    return ++numbers;
  }

  /**
   * A message waits for a connection, the first time or again.
   *
   * @param asked whether it is sent even where nothing should be
   */
  void keep(long number, Frame message, boolean asked) {
    waiting.put(number, new Waiting(message, asked));
  }

  /** Lets go of what waits and was not asked for; returns how many messages that is. */
  int withhold() {
    int before = waiting.size();
    waiting.values().removeIf(each -> !each.asked());
    return before - waiting.size();
  }

  /** Hands out what waits, in order. */
  void drain(ObjLongConsumer<Frame> sender) {
    TreeMap<Long, Waiting> all = new TreeMap<>(waiting);
    waiting.clear();
    all.forEach((number, each) -> sender.accept(each.message(), number));
  }

  void handedOn(Frame message) {
    underway += message.size();
  }

  void sent(Frame message) {
    underway = Math.max(0, underway - message.size());
  }

  /** What was underway is sent or lost: nobody knows. */
  void connectionEnded() {
    underway = 0;
  }

  int waiting() {
    return waiting.size();
  }

  /** Whether nothing waits and nothing is underway. */
  boolean isIdle() {
    return waiting.isEmpty() && underway == 0;
  }

  /** Whether whoever can wait should give nothing more now. */
  boolean isFull() {
    return waiting.size() >= MOST_WAITING || underway >= MOST_UNDERWAY;
  }
}
