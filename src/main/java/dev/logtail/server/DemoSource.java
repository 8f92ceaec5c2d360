package dev.logtail.server;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The log of a simulated strategy worker. The same random numbers, start and rate give the same
 * lines; their times never stand still. Not safe for use by several threads.
 */
final class DemoSource implements LineSource {
  private static final double JITTER = 0.2;
  private static final double NANOS_PER_SECOND = 1e9;

  private final SplittableRandom random;
  private final DemoStrategy strategy;
  private final String logger;
  private final ZoneId zone;
  private final double step;
  private Instant due;

  /**
   * @param start when the first line is due
   * @param zone whose local time the worker writes
   * @param rate lines a second, on average
   */
  DemoSource(
      DemoIdentity identity, SplittableRandom random, Instant start, ZoneId zone, double rate) {
    this.random = random;
    this.strategy = new DemoStrategy(identity, random.split());
    this.logger = "VnpyWorker[" + identity.symbol() + "]";
    this.zone = zone;
    this.step = NANOS_PER_SECOND / rate;
    this.due = start.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Optional<LogLine> next(Instant now) {
    if (due.isAfter(now)) {
      return Optional.empty();
    }
    DemoStrategy.Remark remark = strategy.next();
    LogLine line =
        new LogLine(
            LocalDateTime.ofInstant(due, zone),
            remark.level(),
            logger,
            remark.place(),
            remark.text());
    due = after(due);
    return Optional.of(line);
  }

  /** Logs nothing for the time up to {@code now}: what a sleeping machine's workers do. */
  void skipTo(Instant now) {
    if (due.isBefore(now)) {
      due = now.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }
  }

  DemoStrategy strategy() {
    return strategy;
  }

  private Instant after(Instant time) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return time.plus(Duration.ofNanos(Math.round(step * factor))).truncatedTo(ChronoUnit.MICROS);
  }
}
