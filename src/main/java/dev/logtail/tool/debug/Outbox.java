package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Messages that are not on their way yet, in the order in which they were given: those that wait
 * for a connection, and those that one was given and has not begun to send. Each leaves it once,
 * whatever becomes of connections. For one thread at a time.
 */
final class Outbox {
  private static final int MOST_WAITING = 256;

  /** Bytes that may be underway at once: enough for any speed, little enough to hold. */
  static final long MOST_UNDERWAY = 1 << 20;

  /** A short message takes more room than its bytes say. */
  private static final int WEIGHT_OF_ANY = 256;

  private record Given(long number, Frame message) {
    long weight() {
      return WEIGHT_OF_ANY + (long) message.size();
    }
  }

  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final ArrayDeque<Given> underway = new ArrayDeque<>();
  private long numbers;
  private long weight;

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

  /** The open connection is given a message, after those that it was given before. */
  void handedOn(long number, Frame message) {
    Given given = new Given(number, message);
    underway.add(given);
    weight += given.weight();
  }

  /** The connection begins to send {@code frame}: the message that it was given first, or none. */
  void sent(Frame frame) {
    Given first = underway.peek();
    if (first != null && first.message() == frame) {
      weight -= underway.remove().weight();
    }
  }

  /** The connection takes that message no more: it waits for another one. */
  void returned(long number) {
    underway.removeIf(
        given -> {
          boolean found = given.number() == number;
          if (found) {
            weight -= given.weight();
            keep(number, given.message(), true);
          }
          return found;
        });
  }

  /** What it had not begun to send waits for another connection. */
  void connectionEnded() {
    underway.forEach(given -> keep(given.number(), given.message(), true));
    underway.clear();
    weight = 0;
  }

  int waiting() {
    return waiting.size();
  }

  /** Whether nothing waits and nothing is underway. */
  boolean isIdle() {
    return waiting.isEmpty() && underway.isEmpty();
  }

  /** Whether whoever can wait should give nothing more now. */
  boolean isFull() {
    return waiting.size() >= MOST_WAITING || weight >= MOST_UNDERWAY;
  }
}
