package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.util.concurrent.CompletableFuture;

/** What a person or a pipe talks to: one server, or all the peers of a session that listens. */
public interface Conversation {
  /** Begins; to be called once. */
  void start();

  /** A person's line: a command, or a text to send. */
  void typed(String line);

  /**
   * A message of a pipe. Waits while too much waits already.
   *
   * @return false when the session is over
   */
  boolean piped(Frame message) throws InterruptedException;

  /** Nothing more will be typed or piped: once all is sent, listens for as long as is set. */
  void inputEnds();

  /** Ends in good order; at once when asked again. */
  void end();

  /** What came and went so far, for people. */
  String stats();

  /** How the session ended; completes when nothing more will be shown. */
  CompletableFuture<DebugOutcome> outcome();
}
