package dev.logtail.pipeline;

import dev.logtail.model.LogEvent;
import dev.logtail.model.ShownUrl;
import dev.logtail.pipeline.order.Continuity;
import dev.logtail.pipeline.order.Remembered;
import dev.logtail.pipeline.order.StreamMemory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a stream is and what a later run must know of it, made anew only when something has
 * changed. Pipeline thread only.
 */
final class IntakeMemory {
  /** A program that has just begun reads its first frames late. */
  private static final long SLOW_START_NANOS = Duration.ofSeconds(1).toNanos();

  private final Continuity guard;
  private Optional<URI> address = Optional.empty();
  private Optional<StreamMemory> latest;
  private boolean stale;
  private long slackNanos;

  /**
   * @param before what an earlier run knew
   */
  IntakeMemory(Continuity guard, Optional<StreamMemory> before) {
    this.guard = guard;
    this.latest = before;
    this.slackNanos = before.isPresent() ? SLOW_START_NANOS : 0;
  }

  /** True when the stream was last connected to {@code url}. */
  boolean isAt(URI url) {
    return address.isPresent() && address.get().equals(url);
  }

  /** The stream is at {@code url} now; true when it was somewhere else. */
  boolean moveTo(URI url) {
    boolean elsewhere =
        address.isPresent()
            ? !isAt(url)
            : latest.isPresent() && !latest.get().address().equals(ShownUrl.of(url));
    address = Optional.of(url);
    stale = true;
    return elsewhere;
  }

  /** How much later than it was the connection counts as opened, so that it is judged fairly. */
  long takeSlack() {
    long taken = slackNanos;
    slackNanos = 0;
    return taken;
  }

  void closed() {
    stale = true;
  }

  /** A record that came of this stream need not come again. */
  void settled(LogEvent event) {
    guard.settled(event);
    stale = true;
  }

  /** What a later run must know; empty while nothing is known. */
  Optional<StreamMemory> now(long nowNanos) {
    if (stale) {
      Remembered records = guard.remembered(nowNanos);
      String where =
          address.map(ShownUrl::of).or(() -> latest.map(StreamMemory::address)).orElse("");
      latest =
          records.last().equals(Instant.MIN)
              ? Optional.empty()
              : Optional.of(new StreamMemory(where, records));
      stale = guard.isAtSeam(nowNanos);
    }
    return latest;
  }
}
