package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what came and went over all connections of a session. For one thread at a time. */
final class Traffic {
  private static final List<String> OPCODES = List.of("text", "binary", "ping", "pong", "close");
  private static final int MILLIS = 1000;

  /** Frames and their bytes. */
  private static final class Count {
    private long frames;
    private long bytes;
  }

  private final Map<String, Count> received = counts();
  private final Map<String, Count> sent = counts();
  private final RoundTrips trips = new RoundTrips();
  private final FrameRates rates;
  private long packed;
  private int opened;
  private long openSince;
  private Duration openBefore = Duration.ZERO;
  private boolean open;

  Traffic(long nanos) {
    this.rates = new FrameRates(nanos);
  }

  private static Map<String, Count> counts() {
    Map<String, Count> counts = new LinkedHashMap<>();
    OPCODES.forEach(opcode -> counts.put(opcode, new Count()));
    return counts;
  }

  void opened(long nanos) {
    opened++;
    open = true;
    openSince = nanos;
  }

  void ended(long nanos) {
    openBefore = openFor(nanos);
    open = false;
    trips.connectionEnded();
  }

  void sent(Frame frame, long nanos) {
    add(sent, frame);
    if (frame instanceof Frame.Ping ping) {
      trips.sent(ping, nanos);
    }
  }

  /** How long the ping took that {@code frame} answers. */
  Optional<Duration> received(Frame frame, long onWire, long nanos) {
    add(received, frame);
    packed += onWire;
    rates.received(frame.size(), nanos);
    return frame instanceof Frame.Pong pong ? trips.received(pong, nanos) : Optional.empty();
  }

  private static void add(Map<String, Count> counts, Frame frame) {
    Count count = counts.computeIfAbsent(frame.opcode(), opcode -> new Count());
    count.frames++;
    count.bytes += frame.size();
  }

  /** Messages received. */
  long messages() {
    return frames(received, "text") + frames(received, "binary");
  }

  private static long frames(Map<String, Count> counts, String opcode) {
    Count count = counts.get(opcode);
    return count == null ? 0 : count.frames;
  }

  private Duration openFor(long nanos) {
    return open ? openBefore.plusNanos(nanos - openSince) : openBefore;
  }

  String rates(long nanos) {
    return rates.text(nanos);
  }

  /** What {@code :stats} shows. */
  String text(long nanos) {
    return String.join(
        "\n",
        totals(),
        "open for: " + seconds(openFor(nanos)) + reconnects(),
        "pings:    " + trips.text());
  }

  /** What came and went. */
  String totals() {
    return "received: " + row(received) + packed() + "\nsent:     " + row(sent);
  }

  private String packed() {
    long bytes = received.values().stream().mapToLong(count -> count.bytes).sum();
    return packed < bytes
        ? String.format(Locale.ROOT, "; %,d bytes on the network, compressed", packed)
        : "";
  }

  private String reconnects() {
    int again = Math.max(0, opened - 1);
    return again == 0 ? "" : ", " + again + (again == 1 ? " reconnect" : " reconnects");
  }

  private static String row(Map<String, Count> counts) {
    String row =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue().frames > 0)
            .map(entry -> cell(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return row.isEmpty() ? "nothing" : row;
  }

  private static String cell(String opcode, Count count) {
    return String.format(
        Locale.ROOT,
        "%,d %s (%,d %s)",
        count.frames,
        opcode,
        count.bytes,
        count.bytes == 1 ? "byte" : "bytes");
  }

  /** {@code 12.3 s}. */
  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%,.1f s", (double) duration.toMillis() / MILLIS);
  }
}
