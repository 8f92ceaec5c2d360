package dev.logtail.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * What one stream reports, in the order in which it happened:
 *
 * <pre>
 *   Dialling ─▶ Opened ─▶ RawFrame* ─▶ Lost ─▶ Dialling …      (will be dialled again)
 *       └──────────────────────────▶ Ended                     (will not)
 * </pre>
 */
public sealed interface StreamSignal
    permits RawFrame,
        StreamSignal.Dialling,
        StreamSignal.Opened,
        StreamSignal.Lost,
        StreamSignal.Ended {
  Instant at();

  /** A connection is being made. */
  record Dialling(Instant at, URI url) implements StreamSignal {}

  /**
   * The handshake is done: frames follow. The first {@code Opened} of a stream starts its history.
   */
  record Opened(Instant at, URI url) implements StreamSignal {}

  /** The connection broke or could not be made; it is tried again after {@code retryIn}. */
  record Lost(Instant at, StreamFailure failure, Duration retryIn) implements StreamSignal {}

  /** The stream is over: closed by us, gone, or refused in a way that trying again can't mend. */
  record Ended(Instant at, StreamFailure failure) implements StreamSignal {}
}
