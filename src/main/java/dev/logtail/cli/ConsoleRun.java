package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamCounts;
import dev.logtail.pipeline.store.EntryStore;
import dev.logtail.view.terminal.TerminalSession;
import dev.logtail.view.tui.ConsoleLook;
import dev.logtail.view.tui.ConsoleLoop;
import java.io.IOException;
import java.util.List;

/** Follows workers into the console. */
final class ConsoleRun {
  private final Environment environment;
  private final FollowSettings settings;
  private final ConsoleLook look;
  private final ConsoleScreens screens;
  private final EntryStore store;
  private final long queueBytes;
  private final ConsoleDesk desk;

  /** Set once the console is there; told of changes from then on. */
  private volatile Runnable changed = () -> {};

  /** Set once the console is there; ends it. */
  private volatile Runnable close = () -> {};

  ConsoleRun(
      Environment environment, FollowSettings settings, ConsoleLook look, ConsoleScreens screens) {
    this.environment = environment;
    this.settings = settings;
    this.look = look;
    this.screens = screens;
    this.queueBytes = settings.memory() / 4;
    long storeBytes = settings.memory() - queueBytes;
    this.store = new EntryStore(storeBytes);
    this.desk =
        new ConsoleDesk(
            store,
            storeBytes,
            settings.api().toString(),
            new RateGauge(environment.ticker()),
            look.zone());
  }

  /**
   * Shows the console until the user leaves it or {@code rules} end it; returns the exit status.
   */
  int run(RunRules rules) {
    StopWatch watch = new StopWatch(rules.stop(), environment.ticker(), () -> close.run());
    FailWatch failWatch = new FailWatch(rules.fail());
    try (Wiring wiring =
        new Wiring(
            environment,
            settings,
            queueBytes,
            batch -> {
              failWatch.shown(batch);
              take(batch, watch);
            },
            desk)) {
      wiring.start();
      desk.serve(wiring);
      try (TerminalSession terminal = screens.terminal()) {
        wiring.session().onChange(() -> changed.run());
        show(terminal, () -> watch.start(wiring.scheduler(), wiring.session().replayed()));
      }
      StreamCounts seen = wiring.finish(false).total();
      return (failWatch.isMet(seen) ? ExitCode.FAILED_ON : ExitCode.DONE).code();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.OUTPUT, "the terminal can't be used: " + e.getMessage() + "; try --lines");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERNAL.code();
    }
  }

  private void show(TerminalSession terminal, Runnable started)
      throws IOException, InterruptedException {
    try (ConsoleLoop loop =
        new ConsoleLoop(
            screens.on(terminal), desk, look, environment.ticker(), environment.clock())) {
      close = loop::close;
      environment.interrupts().onStop(loop::close);
      changed = loop::changed;
      loop.start();
      started.run();
      loop.awaitEnd();
    }
  }

  /** Pipeline thread. */
  private void take(List<Entry> batch, StopWatch watch) {
    store.append(batch);
    watch.shown(batch.stream().filter(LogEvent.class::isInstance).count());
    changed.run();
  }
}
