package dev.logtail.model;

import java.time.Instant;

/** What is known of a worker and its stream: one row of the worker pane. */
public record WorkerStatus(
    WorkerKey worker, Connection connection, Vitals vitals, StreamCounts counts) {
  /** What a worker's stream is doing. */
  public enum Phase {
    CONNECTING,
    LIVE,
    RETRYING,
    /** Ended by a failure that trying again can't mend. */
    FAILED,
    /** Listed by the API, but streaming is off. */
    NO_STREAM,
    /** No longer listed, or no longer with a stream; its lines stay. */
    GONE
  }

  /**
   * A worker's stream.
   *
   * @param since when the phase began
   * @param trouble why, where something failed; of a LIVE one what could not be taken before, until
   *     something else comes
   * @param nextTry when it is dialled again; only meaningful while RETRYING, else {@code since}
   */
  public record Connection(Phase phase, Instant since, StreamFailure trouble, Instant nextTry) {
    /** A connection that nothing is wrong with, or not yet. */
    public Connection(Phase phase, Instant since) {
      this(phase, since, StreamFailure.NONE, since);
    }
  }

  /** A worker of whose stream nothing was heard yet. */
  public static WorkerStatus connecting(WorkerKey worker, Instant now) {
    return new WorkerStatus(
        worker, new Connection(Phase.CONNECTING, now), Vitals.since(now), StreamCounts.ZERO);
  }

  public WorkerStatus with(StreamCounts newCounts) {
    return new WorkerStatus(worker, connection, vitals, newCounts);
  }

  public WorkerStatus with(Connection newConnection) {
    return new WorkerStatus(worker, newConnection, vitals, counts);
  }

  public WorkerStatus with(Vitals newVitals) {
    return new WorkerStatus(worker, connection, newVitals, counts);
  }

  public Phase phase() {
    return connection.phase();
  }

  /** Why its stream is as it is, in words: the last failure, or "". */
  public String detail() {
    return connection.trouble().text();
  }

  /** True when nothing more will come: it is not listed, and no stream of it is open or tried. */
  public boolean isGone() {
    return switch (phase()) {
      case FAILED, NO_STREAM, GONE -> vitals.standing() == Vitals.Standing.UNLISTED;
      case CONNECTING, LIVE, RETRYING -> false;
    };
  }
}
