package dev.logtail.tool.debug.prompt;

import dev.logtail.pipeline.transport.WireEvent;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * An event on the wire, with what is known of the connection at that moment.
 *
 * @param peer whose connection it is, in a session that listens; empty for all of them too
 */
record Happening(Instant at, WireEvent event, WireContext context, OptionalInt peer) {
  /** Of the one connection that there is. */
  Happening(Instant at, WireEvent event, WireContext context) {
    this(at, event, context, OptionalInt.empty());
  }
}
