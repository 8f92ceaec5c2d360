package dev.logtail.view.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that was counted, at one moment.
 *
 * @param sums over all records
 * @param span from the first record's own time to the last one's; empty without records
 * @param interval since the snapshot before; empty for the first one
 */
public record Snapshot(
    Sums sums, Optional<Span> span, Optional<Duration> interval, Map<Dimension, NameTable> tables) {
  /**
   * Counts of all records.
   *
   * @param recent records since the snapshot before
   * @param gaps places where records are missing or may be
   * @param dropped records that a stream or an output was too fast for, as far as is known
   */
  public record Sums(
      long records, long recent, long errors, long malformed, long gaps, long dropped) {}

  /** From the earliest time to the latest. */
  public record Span(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  public Snapshot {
    EnumMap<Dimension, NameTable> copy = new EnumMap<>(Dimension.class);
    copy.putAll(tables);
    tables = copy;
  }

  /** Records a second over all their time; empty where that is no time at all. */
  OptionalDouble rate(long records) {
    return perSecond(records, span.map(Span::length));
  }

  /** The same over the time since the snapshot before. */
  OptionalDouble recentRate(long records) {
    return perSecond(records, interval);
  }

  private static OptionalDouble perSecond(long records, Optional<Duration> time) {
    double seconds = time.map(length -> length.toNanos() / 1e9).orElse(0.0);
    return seconds > 0 ? OptionalDouble.of(records / seconds) : OptionalDouble.empty();
  }
}
