package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import java.net.URI;
import java.time.Duration;

/**
 * What a {@link StreamSupervisor} is doing.
 *
 * <pre>
 *   Idle ──start──▶ Dialling ──▶ Open
 *                    ▲  │  │       │
 *        address known  │  └──┬────┘ failed or broke
 *                    │  │     ▼
 *                 Seeking ◀── Waiting ◀── (the wait is over, or asked to reconnect now)
 *                    │ no longer listed
 *                    ▼
 *                  Ended ◀── what trying again can't mend      Ended ──asked to reconnect──▶ Seeking
 *
 *   every one of them ──close──▶ Closed, for good
 * </pre>
 */
public sealed interface StreamState {
  /** Not started. */
  record Idle() implements StreamState {
    Dialling dial(URI url) {
      return new Dialling(Tally.NONE, url);
    }
  }

  /**
   * Asking where the worker is now.
   *
   * @param number tells one question from the next, so that a late answer is known as such
   */
  record Seeking(Tally tally, long number) implements StreamState {
    Dialling found(URI url) {
      return new Dialling(tally, url);
    }
  }

  /** Connecting. */
  record Dialling(Tally tally, URI url) implements StreamState {
    Open opened(long nanos) {
      return new Open(tally, url, nanos);
    }
  }

  /**
   * Frames come.
   *
   * @param sinceNanos when it was opened, by the supervisor's ticker
   */
  record Open(Tally tally, URI url, long sinceNanos) implements StreamState {
    private static final Duration MOMENT = Duration.ofMillis(250);

    /**
     * The failures that still count when this connection ends now. One that worked for a moment
     * forgets all but one: what it lost grows with the wait, and the ring that brings it back is
     * small.
     *
     * @param heard whether the other side sent anything
     */
    Tally tallyAt(long nanos, Duration stable, boolean heard) {
      long age = nanos - sinceNanos;
      if (age >= stable.toNanos()) {
        return Tally.NONE;
      }
      boolean worked = heard && age >= MOMENT.toNanos() && tally.failures() > 1;
      return worked ? new Tally(1, tally.doubtful()) : tally;
    }
  }

  /** Will be dialled again after {@code delay}. */
  record Waiting(Tally tally, Duration delay) implements StreamState {
    Seeking seek(long number) {
      return new Seeking(tally, number);
    }
  }

  /** Given up, until somebody asks to reconnect. */
  record Ended(StreamFailure why) implements StreamState {}

  /** Closed by us: nothing more happens. */
  record Closed() implements StreamState {}

  /**
   * Failures since the last connection that was stable.
   *
   * @param failures of any kind
   * @param doubtful those that few tries are granted for
   */
  record Tally(int failures, int doubtful) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(StreamEnd.Retry retry) {
      return new Tally(failures + 1, retry == StreamEnd.Retry.FEW ? doubtful + 1 : doubtful);
    }
  }
}
