package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Matches pongs with the pings that they answer. A pong answers the ping of its payload and, by RFC
 * 6455, all earlier ones. For one thread at a time.
 */
final class RoundTrips {
  private static final int MOST_OPEN = 256;
  private static final int MOST_KEPT = 1024;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<Frame.Bytes, Long> open = new LinkedHashMap<>();
  private final ArrayDeque<Long> times = new ArrayDeque<>();
  private long pings;
  private long answered;

  void sent(Frame.Ping ping, long nanos) {
    pings++;
    open.remove(ping.payload());
    open.put(ping.payload(), nanos);
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  /** How long ago the ping was sent that {@code pong} answers; empty where it answers none. */
  Optional<Duration> received(Frame.Pong pong, long nanos) {
    Long sent = open.get(pong.payload());
    if (sent == null) {
      return Optional.empty();
    }
    forgetUpTo(pong.payload());
    answered++;
    times.add(nanos - sent);
    if (times.size() > MOST_KEPT) {
      times.remove();
    }
    return Optional.of(Duration.ofNanos(nanos - sent));
  }

  private void forgetUpTo(Frame.Bytes payload) {
    Iterator<Frame.Bytes> earlier = open.keySet().iterator();
    boolean found = false;
    while (!found && earlier.hasNext()) {
      found = earlier.next().equals(payload);
      earlier.remove();
    }
  }

  /** What a connection did not answer, the next one won't. */
  void connectionEnded() {
    open.clear();
  }

  /** {@code 4 pings, 3 answered: min 0.4 ms, median 0.6 ms, max 2.1 ms}. */
  String text() {
    if (pings == 0) {
      return "no pings sent";
    }
    String sent = pings + (pings == 1 ? " ping, " : " pings, ");
    if (times.isEmpty()) {
      return sent + "none answered";
    }
    List<Long> sorted = times.stream().sorted().toList();
    return sent
        + answered
        + " answered: min "
        + millis(sorted.get(0))
        + ", median "
        + millis(sorted.get(sorted.size() / 2))
        + ", max "
        + millis(sorted.get(sorted.size() - 1));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
  }

  /** {@code 1.3 ms}. */
  static String millis(Duration duration) {
    return millis(duration.toNanos());
  }
}
