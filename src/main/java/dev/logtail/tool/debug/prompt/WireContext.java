package dev.logtail.tool.debug.prompt;

import java.time.Duration;
import java.util.Optional;

/**
 * What the lines about an event tell of what came before it on the same connection.
 *
 * @param roundTrip since our ping, where the event is the pong that answers it
 * @param open how long the connection has been open; empty where it never was
 */
record WireContext(Optional<Duration> roundTrip, Optional<Duration> open, Count in, Count out) {
  /** Messages of text and bytes, and their payload. */
  record Count(long messages, long bytes) {
    static final Count NONE = new Count(0, 0);

    Count plus(int size) {
      return new Count(messages + 1, bytes + size);
    }
  }
}
