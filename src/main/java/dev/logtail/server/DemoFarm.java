package dev.logtail.server;

import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.WallClock;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;

/**
 * A farm of simulated strategy workers on this machine, to try a log console on: a REST API that
 * lists them and a log server for each. With four workers or more, the fourth has its streaming
 * switched off. Every ring is full from the start.
 */
public final class DemoFarm implements AutoCloseable {
  /** However many workers: one thread selects, one logs, the others answer. */
  private static final int THREADS = 4;

  private final ExecutorService executor;
  private final LoopbackServer loopback;
  private final DemoRoster roster;
  private final DemoPace pace;
  private final Scheduler.Timer timer;

  private DemoFarm(
      ExecutorService executor,
      LoopbackServer loopback,
      DemoRoster roster,
      DemoPace pace,
      Scheduler scheduler) {
    this.executor = executor;
    this.loopback = loopback;
    this.roster = roster;
    this.pace = pace;
    this.timer = pace.start(scheduler, executor);
  }

  /**
   * Starts the farm, on the loopback address alone.
   *
   * @param zone whose local time the workers write
   * @param scheduler paces the workers; must outlive the farm
   * @throws IOException when the port is taken; the message says which
   */
  public static DemoFarm start(
      DemoSettings settings, WallClock clock, ZoneId zone, Scheduler scheduler) throws IOException {
    ExecutorService executor = NamedThreads.pool("logtail-demo", THREADS);
    LoopbackServer loopback = LoopbackServer.start(settings.port(), executor);
    try {
      DemoRoster roster = new DemoRoster(loopback, settings, clock.now(), zone);
      loopback.answerWith(new WorkerApi(roster));
      DemoPace pace = new DemoPace(roster, clock, settings);
      return new DemoFarm(executor, loopback, roster, pace, scheduler);
    } catch (IOException | RuntimeException e) {
      loopback.close();
      executor.shutdownNow();
      throw e;
    }
  }

  /** The base of the REST API. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + loopback.port());
  }

  /** Sends every client away and frees all ports and threads. */
  @Override
  public void close() {
    timer.cancel();
    pace.close();
    roster.close();
    loopback.close();
    executor.shutdownNow();
  }
}
