package dev.logtail.tool.debug;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Duration;

/**
 * Tells a connection that is silent from one that is dead: whatever comes between two beats is a
 * sign of life. For one thread at a time.
 */
final class Heartbeat {
  static final Frame PING = new Frame.Ping(Frame.Bytes.of("logtail"));

  private boolean asked;
  private boolean heard;
  private boolean dead;

  void opened() {
    asked = false;
    heard = false;
    dead = false;
  }

  void heard() {
    heard = true;
  }

  /** The time for a ping has come; false where the last one brought no sign of life. */
  boolean beat() {
    dead = asked && !heard;
    asked = true;
    heard = false;
    return !dead;
  }

  /** {@code end} as it came to be: what was cut for its silence broke in the network. */
  WireEvent.Ended judged(WireEvent.Ended end, Duration every) {
    if (!dead) {
      return end;
    }
    String words = "the connection is dead: no answer to a ping within " + every.toMillis() + " ms";
    StreamFailure failure = new StreamFailure(StreamFailure.Kind.UNREACHABLE, words);
    return new WireEvent.Ended(
        WireEvent.Closer.NETWORK,
        1006,
        "",
        new StreamEnd(failure, StreamEnd.Retry.ALWAYS, Duration.ZERO));
  }
}
