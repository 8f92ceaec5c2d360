package dev.logtail.cli;

import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.TimerThread;
import dev.logtail.server.PeerServer;
import dev.logtail.server.PeerSettings;
import dev.logtail.tool.debug.Audience;
import dev.logtail.tool.debug.ListenCommands;
import dev.logtail.tool.debug.ListenSession;
import dev.logtail.tool.debug.ListenSettings;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/** Builds a listening session by hand, runs it to its end, and says how it ended. */
record ListenRun(Environment environment, Setup setup, Talk talk) {
  /**
   * All that a listening run is asked for.
   *
   * @param output what is shown
   */
  record Setup(ListenSettings session, PeerSettings server, DebugSetup.Output output) {}

  /** Returns the exit status. */
  int run() {
    TimerThread timer = new TimerThread();
    ExecutorService serial = NamedThreads.pool("logtail-debug", 1);
    try {
      Surroundings around =
          new Surroundings(timer, environment.clock(), environment.ticker(), new Random(), serial);
      return new DebugTalk(environment, setup.output(), false, talk, ListenCommands.all())
          .run(
              screen ->
                  new ListenSession(
                      setup.session(), around, session -> open(session, timer), screen));
    } finally {
      serial.shutdownNow();
      timer.close();
    }
  }

  private Audience open(ListenSession session, TimerThread timer) {
    try {
      return new PeerAudience(
          PeerServer.start(
              setup.server(), timer, environment.ticker(), PeerAudience.teller(session)));
    } catch (IOException e) {
      String trouble = String.valueOf(e.getMessage());
      String hint = trouble.contains("in use") ? "; --listen 0 takes any port that is free" : "";
      throw new UserError(ExitCode.UNREACHABLE, trouble + hint);
    }
  }
}
