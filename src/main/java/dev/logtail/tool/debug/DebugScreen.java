package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What a debug session shows itself on: a terminal with a prompt, or a pipe. Called by any thread.
 */
public interface DebugScreen {
  /**
   * Something happened on the wire at {@code at}. Must not block for long: the network is read by
   * the same thread. The end of a connection whose redirect is followed is not told.
   */
  void happened(Instant at, WireEvent event);

  /**
   * The same, of a session that listens: something happened with the peer of that number. What it
   * sent and we received is told as everywhere; where it says server, the peer is meant.
   */
  void happened(Instant at, int peer, WireEvent event);

  /** All that was at hand has happened: what was gathered should be seen now. */
  default void lull() {}

  /**
   * Waits until there is room to show more. Called by the thread that reads the network, which is
   * held up: without the session's lock.
   */
  default void awaitRoom() {}

  /** The session's own word: what a command answered, a warning, an error. May be many lines. */
  void say(Tone tone, String text);

  /** The newest frame of which only the beginning was shown; empty where all are shown whole. */
  default Optional<Frame> cut() {
    return Optional.empty();
  }

  /** Shows all of that frame. */
  default void showCut() {}

  /** Shows no frames that come from now on, or shows them again; returns what is to be told. */
  default String pause() {
    return "nothing to pause: there is no prompt here";
  }

  /** How something is meant. */
  enum Tone {
    PLAIN,
    WARNING,
    ERROR
  }
}
