package dev.logtail.server;

import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the workers of a farm live: log when something is due and, now and then, restart. What was
 * due while the machine slept is left out.
 */
final class DemoPace implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration ASLEEP = Duration.ofSeconds(10);
  private static final Duration SHORTEST_CALM = Duration.ofSeconds(20);
  private static final int CALM_SPREAD_MILLIS = 20_000;

  private final DemoRoster roster;
  private final WallClock clock;
  private final boolean restarts;

  /** True while a tick waits for a thread or runs. */
  private final AtomicBoolean ticking = new AtomicBoolean();

  /** These four are guarded by this. */
  private final SplittableRandom random;

  private Instant lastTick;
  private Instant nextRestart;
  private boolean closed;

  DemoPace(DemoRoster roster, WallClock clock, DemoSettings settings) {
    this.roster = roster;
    this.clock = clock;
    this.restarts = settings.restarts();
    this.random = new SplittableRandom(~settings.seed());
    this.lastTick = clock.now();
    this.nextRestart = lastTick.plus(calm());
  }

  /** Ticks until the timer is cancelled, on a thread of {@code executor}. */
  Scheduler.Timer start(Scheduler scheduler, Executor executor) {
    return scheduler.every(
        TICK,
        () -> {
          if (ticking.compareAndSet(false, true)) {
            executor.execute(this::tick);
          }
        });
  }

  /** After this no worker does anything any more. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  private synchronized void tick() {
    ticking.set(false);
    if (closed) {
      return;
    }
    Instant now = clock.now();
    if (lastTick.plus(ASLEEP).isBefore(now)) {
      roster.skipTo(now);
    }
    lastTick = now;
    roster.logUntil(now);
    if (restarts && !now.isBefore(nextRestart)) {
      restart(now);
    }
  }

  private void restart(Instant now) {
    nextRestart = now.plus(calm());
    try {
      roster.restartOne();
    } catch (IOException e) {
      // No port is free just now: the worker keeps the one that it has until the next restart.
      nextRestart = now.plus(SHORTEST_CALM);
    }
  }

  private Duration calm() {
    return SHORTEST_CALM.plusMillis(random.nextInt(CALM_SPREAD_MILLIS));
  }
}
