package dev.logtail.model;

import java.time.Instant;

/**
 * One row of the worker pane.
 *
 * @param phase what its stream is doing
 * @param since when that began
 * @param detail why, in words: the last failure, or ""
 * @param nextTry when it is dialled again; only meaningful while RETRYING, else {@code since}
 */
public record WorkerStatus(
    WorkerKey worker,
    Phase phase,
    Instant since,
    String detail,
    Instant nextTry,
    StreamCounts counts) {
  /** What a worker's stream is doing. */
  public enum Phase {
    CONNECTING,
    LIVE,
    RETRYING,
    /** Ended by a failure that trying again can't mend. */
    FAILED,
    /** Listed by the API, but streaming is off. */
    NO_STREAM,
    /** No longer listed; its lines stay. */
    GONE
  }
}
