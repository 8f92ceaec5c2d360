package dev.logtail.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The workers of a farm: always the same ones, on changing ports. */
final class DemoRoster implements WorkerRoster, AutoCloseable {
  /** Somewhat more than a ring: the moments of the first lines are random. */
  private static final int PAST_LINES = 115;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int SILENT_WORKER = 3;

  private final LoopbackServer loopback;

  /** Touched by the constructor and, after that, by {@link #restartOne} alone. */
  private final SplittableRandom random;

  private final Map<String, DemoWorker> byKey = new LinkedHashMap<>();

  /**
   * Opens the workers' ports and fills their rings with what they logged until {@code now}.
   *
   * @throws IOException when no port is free
   */
  DemoRoster(LoopbackServer loopback, DemoSettings settings, Instant now, ZoneId zone)
      throws IOException {
    this.loopback = loopback;
    this.random = new SplittableRandom(settings.seed());
    long past = Math.round(PAST_LINES * NANOS_PER_SECOND / settings.rate());
    for (int i = 0; i < settings.workers(); i++) {
      DemoIdentity identity = DemoIdentity.of(i);
      Instant start = now.minus(Duration.ofNanos(past));
      DemoSource source = new DemoSource(identity, random.split(), start, zone, settings.rate());
      Optional<LogStreamServer> stream =
          i == SILENT_WORKER ? Optional.empty() : Optional.of(newStream());
      DemoWorker worker = new DemoWorker(identity, source, stream);
      worker.logUntil(now);
      byKey.put(worker.key(), worker);
    }
  }

  /** Every worker logs what is due. */
  void logUntil(Instant now) {
    byKey.values().forEach(worker -> worker.logUntil(now));
  }

  /** Every worker logs nothing for the time up to {@code now}. */
  void skipTo(Instant now) {
    byKey.values().forEach(worker -> worker.skipTo(now));
  }

  /**
   * Some worker that streams comes back on another port, with an empty ring.
   *
   * @throws IOException when no port is free; then nothing has changed
   */
  void restartOne() throws IOException {
    List<DemoWorker> streaming = byKey.values().stream().filter(DemoWorker::isStreaming).toList();
    DemoWorker chosen = streaming.get(random.nextInt(streaming.size()));
    chosen.moveTo(newStream());
  }

  private LogStreamServer newStream() throws IOException {
    String boot = Integer.toHexString(random.nextInt(0x1000_0000, Integer.MAX_VALUE));
    return new LogStreamServer(loopback, StreamLimits.FIELD, boot);
  }

  @Override
  public List<WorkerReport> workers() {
    return byKey.values().stream().map(DemoWorker::report).toList();
  }

  @Override
  public Optional<WorkerReport> worker(String key) {
    return Optional.ofNullable(byKey.get(key)).map(DemoWorker::report);
  }

  @Override
  public Optional<List<String>> logLines(String key, int most) {
    return Optional.ofNullable(byKey.get(key)).map(worker -> worker.fileTail(most));
  }

  /** Sends every client away. */
  @Override
  public void close() {
    byKey.values().forEach(DemoWorker::close);
  }
}
