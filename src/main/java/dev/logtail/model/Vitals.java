package dev.logtail.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What tells how a worker is, beside what its stream is doing. {@link Health} says what follows
 * from it.
 *
 * @param lastRecord when its newest record arrived; the opening of the stream where that is later
 * @param restarted when it was last found to have begun anew
 * @param errors records of level ERROR or worse that were handed on to be shown
 */
public record Vitals(
    Standing standing, Pulse pulse, Instant lastRecord, Optional<Instant> restarted, long errors) {
  /** What the API says of a worker. */
  public enum Standing {
    /** Also a worker that no API was asked about. */
    ALIVE,
    /** Listed with {@code alive=false}. */
    DEAD,
    UNLISTED
  }

  /**
   * Signs of life of an open connection.
   *
   * @param heard when anything last came
   * @param unanswered since when a ping waits for that, while one does
   */
  public record Pulse(Instant heard, Optional<Instant> unanswered) {
    /** Of a stream that was never open. */
    public static final Pulse NONE = new Pulse(Instant.EPOCH, Optional.empty());
  }

  /** Of a worker of which nothing is known yet. */
  public static Vitals since(Instant now) {
    return new Vitals(Standing.ALIVE, Pulse.NONE, now, Optional.empty(), 0);
  }
}
