package dev.logtail.cli;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.discovery.PlainPage;
import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.TyrusConnector;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.TimerThread;
import dev.logtail.tool.debug.DebugOutcome;
import dev.logtail.tool.debug.DebugParts;
import dev.logtail.tool.debug.DebugSession;
import dev.logtail.tool.debug.PipeScreen;
import dev.logtail.tool.debug.PipedInput;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Builds a debug session by hand, runs it to its end, and says how it ended. */
record DebugRun(Environment environment, DebugSetup setup, Talk talk) {
  private static final int INTERRUPT_STATUS = 130;

  /** Returns the exit status. */
  int run() {
    TimerThread timer = new TimerThread();
    ExecutorService serial = NamedThreads.pool("logtail-debug", 1);
    try (TyrusConnector connector = connector(timer)) {
      Surroundings around =
          new Surroundings(
              timer, environment.clock(), environment.ticker(), new Random(), serial);
      Access access = setup.access();
      PlainPage page = new PlainPage(access.credentials(), access.trust(), access.proxies());
      return inPipe(new DebugParts(connector, new KnownStreams(), page::at, around));
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

  private int inPipe(DebugParts parts) {
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    try (DebugPipe pipe = new DebugPipe(environment, talk)) {
      DebugSetup.Output output = setup.output();
      PipeScreen screen =
          new PipeScreen(output.format(), output.control(), pipe::give, new DebugWords(talk));
      DebugSession session = new DebugSession(setup.session(), parts, screen);
      environment
          .interrupts()
          .onStop(
              () -> {
                interrupted.complete(null);
                session.end();
              });
      pipe.start(session::end);
      session.start();
      take(session);
      DebugOutcome outcome = session.outcome().join();
      Optional<IOException> trouble = pipe.finish(interrupted);
      if (output.stats()) {
        session.stats().lines().forEach(talk::insist);
      }
      if (trouble.isPresent()) {
        return UserError.closedPipeOr(trouble.get()).code();
      }
      return interrupted.isDone() ? INTERRUPT_STATUS : status(outcome);
    }
  }

  private void take(DebugSession session) {
    if (setup.script()) {
      session.inputEnds();
    } else {
      NamedThreads.daemon("logtail-stdin", () -> read(session)).start();
    }
  }

  private void read(DebugSession session) {
    PipedInput.Taker person =
        line -> {
          session.typed(line);
          return true;
        };
    PipedInput.Taker taker = environment.terminal().input() ? person : session::piped;
    try {
      new PipedInput(environment.secrets().input(), taker).read();
    } catch (IOException e) {
      talk.insist("standard input can't be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.inputEnds();
  }

  /** The status that {@code outcome} means; fails where it is a failure. */
  private static int status(DebugOutcome outcome) {
    if (outcome instanceof DebugOutcome.Missed missed) {
      throw new UserError(ExitCode.NOTHING, missed.why());
    }
    if (outcome instanceof DebugOutcome.Over over) {
      StreamFailure failure = over.end().end().failure();
      if (failure.kind() != StreamFailure.Kind.NONE) {
        throw UserError.of(failure);
      }
    }
    return ExitCode.DONE.code();
  }
}
