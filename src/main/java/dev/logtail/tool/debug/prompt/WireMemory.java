package dev.logtail.tool.debug.prompt;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.tool.debug.prompt.WireContext.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts along with one connection after the other, whether what happens is shown or not. One
 * thread at a time.
 */
final class WireMemory {
  private static final int MOST_PINGS = 64;

  private Optional<Instant> opened = Optional.empty();
  private Count in = Count.NONE;
  private Count out = Count.NONE;

  /** When what was sent, of the pings that no pong has answered. */
  private final Map<Frame.Bytes, Instant> pings = new LinkedHashMap<>();

  /** Takes {@code event} in, which is the next one. */
  WireContext after(Instant at, WireEvent event) {
    Optional<Duration> roundTrip = Optional.empty();
    if (event instanceof WireEvent.Resolved) {
      forget();
    } else if (event instanceof WireEvent.Opened) {
      opened = Optional.of(at);
    } else if (event instanceof WireEvent.Sent sent) {
      sent(at, sent.frame());
    } else if (event instanceof WireEvent.Received received) {
      roundTrip = received(at, received.frame());
    }
    return new WireContext(roundTrip, opened.map(from -> Duration.between(from, at)), in, out);
  }

  /** Another connection begins. */
  private void forget() {
    opened = Optional.empty();
    in = Count.NONE;
    out = Count.NONE;
    pings.clear();
  }

  private void sent(Instant at, Frame frame) {
    if (frame instanceof Frame.Ping ping) {
      pings.put(ping.payload(), at);
      if (pings.size() > MOST_PINGS) {
        pings.remove(pings.keySet().iterator().next());
      }
    }
    out = isMessage(frame) ? out.plus(frame.size()) : out;
  }

  private Optional<Duration> received(Instant at, Frame frame) {
    in = isMessage(frame) ? in.plus(frame.size()) : in;
    return frame instanceof Frame.Pong pong
        ? Optional.ofNullable(pings.remove(pong.payload())).map(from -> Duration.between(from, at))
        : Optional.empty();
  }

  static boolean isMessage(Frame frame) {
    return frame instanceof Frame.Text || frame instanceof Frame.Binary;
  }
}
