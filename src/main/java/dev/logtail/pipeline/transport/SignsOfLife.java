package dev.logtail.pipeline.transport;

import dev.logtail.model.Vitals.Pulse;
import java.time.Instant;
import java.util.Optional;

/**
 * When a stream was last heard of, and since when a ping waits for that. Written under its
 * supervisor's lock, once a frame; read by any thread without one.
 */
final class SignsOfLife {
  private static final Instant NEVER = Instant.MAX;

  private volatile Instant heard = Instant.EPOCH;
  private volatile Instant unanswered = NEVER;

  /** Something came; returns when. */
  Instant heard(Instant now) {
    heard = now;
    if (!unanswered.equals(NEVER)) {
      unanswered = NEVER;
    }
    return now;
  }

  /** A ping was sent; one that waits already goes on waiting. */
  void asked(Instant now) {
    if (unanswered.equals(NEVER)) {
      unanswered = now;
    }
  }

  Pulse pulse() {
    Instant since = unanswered;
    return new Pulse(heard, since.equals(NEVER) ? Optional.empty() : Optional.of(since));
  }
}
