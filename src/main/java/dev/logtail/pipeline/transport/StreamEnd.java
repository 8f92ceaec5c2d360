package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import java.time.Duration;

/**
 * How one connection ended, and whether dialling again makes sense.
 *
 * @param atLeast how long to wait before that, as the other side asked; usually zero
 */
public record StreamEnd(StreamFailure failure, Retry retry, Duration atLeast) {
  /** Whether the same address deserves another try. */
  public enum Retry {
    /** As long as the worker is listed: what broke may mend. */
    ALWAYS,
    /** A few times: what answers there is most likely no log server. */
    FEW,
    /** Never: trying again can't change the answer. */
    NEVER
  }

  static StreamEnd of(Retry retry, StreamFailure.Kind kind, String text) {
    return new StreamEnd(new StreamFailure(kind, text), retry, Duration.ZERO);
  }
}
