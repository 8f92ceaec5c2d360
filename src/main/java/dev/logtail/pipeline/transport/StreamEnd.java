package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import java.time.Duration;

/**
 * How one connection ended, and whether dialling again makes sense.
 *
 * @param atLeast how long to wait before that, as the other side asked; usually zero
 * @param obstacle what it was, for those who do not want to read it from the failure's words
 */
public record StreamEnd(StreamFailure failure, Retry retry, Duration atLeast, Obstacle obstacle) {
  /** Whether the same address deserves another try. */
  public enum Retry {
    /** As long as the worker is listed: what broke may mend. */
    ALWAYS,
    /** A few times: what answers there is most likely no log server. */
    FEW,
    /** Never: trying again can't change the answer. */
    NEVER
  }

  /** One of which no more is told. */
  public StreamEnd(StreamFailure failure, Retry retry, Duration atLeast) {
    this(failure, retry, atLeast, Obstacle.NONE);
  }

  static StreamEnd of(Retry retry, StreamFailure.Kind kind, String text) {
    return new StreamEnd(new StreamFailure(kind, text), retry, Duration.ZERO);
  }

  /** The same, for that reason. */
  StreamEnd by(Obstacle why) {
    return new StreamEnd(failure, retry, atLeast, why);
  }
}
