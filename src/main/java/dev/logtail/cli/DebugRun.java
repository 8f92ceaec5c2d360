package dev.logtail.cli;

import dev.logtail.pipeline.discovery.PlainPage;
import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.TyrusConnector;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.TimerThread;
import dev.logtail.tool.debug.DebugCommands;
import dev.logtail.tool.debug.DebugParts;
import dev.logtail.tool.debug.DebugSession;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/** Builds a debug session by hand, runs it to its end, and says how it ended. */
record DebugRun(Environment environment, DebugSetup setup, Talk talk) {
  /** Returns the exit status. */
  int run() {
    TimerThread timer = new TimerThread();
    ExecutorService serial = NamedThreads.pool("logtail-debug", 1);
    try (TyrusConnector connector = connector(timer)) {
      Surroundings around =
          new Surroundings(timer, environment.clock(), environment.ticker(), new Random(), serial);
      Access access = setup.access();
      PlainPage page = new PlainPage(access.credentials(), access.trust(), access.proxies());
      DebugParts parts = new DebugParts(connector, new KnownStreams(), page::at, around);
      return new DebugTalk(environment, setup.output(), setup.script(), talk, DebugCommands.all())
          .run(screen -> new DebugSession(setup.session(), parts, screen));
    } finally {
      serial.shutdownNow();
      timer.close();
    }
  }

  private TyrusConnector connector(TimerThread timer) {
    return new TyrusConnector(
        setup.connector(),
        setup.access().credentials(),
        timer,
        setup.access().trust(),
        setup.access().proxies(),
        environment.clock());
  }
}
