package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.runtime.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many records a second each worker has sent over the last seconds. For one thread. */
final class RateMeter {
  private static final long WINDOW = Duration.ofSeconds(5).toNanos();
  private static final long STEP = Duration.ofMillis(500).toNanos();
  private static final double NANOS = 1e9;

  private record Sample(long nanos, long received) {}

  private final Ticker ticker;
  private final Map<WorkerKey, ArrayDeque<Sample>> samples = new HashMap<>();
  private final Map<WorkerKey, Double> rates = new HashMap<>();

  RateMeter(Ticker ticker) {
    this.ticker = ticker;
  }

  /** The rates of {@code workers}; the map is the meter's own. */
  Map<WorkerKey, Double> measure(List<WorkerStatus> workers) {
    long now = ticker.nanos();
    workers.forEach(status -> sample(status, now));
    return rates;
  }

  private void sample(WorkerStatus status, long now) {
    ArrayDeque<Sample> window =
        samples.computeIfAbsent(status.worker(), absent -> new ArrayDeque<>());
    Sample newest = new Sample(now, status.counts().received());
    if (window.isEmpty() || now - window.getLast().nanos() >= STEP) {
      window.addLast(newest);
      while (window.size() > 2 && now - window.getFirst().nanos() > WINDOW) {
        window.removeFirst();
      }
      rates.put(status.worker(), between(window.getFirst(), newest));
    }
  }

  private static double between(Sample first, Sample last) {
    long nanos = last.nanos() - first.nanos();
    return nanos <= 0 ? 0 : Math.max(0, last.received() - first.received()) * NANOS / nanos;
  }
}
