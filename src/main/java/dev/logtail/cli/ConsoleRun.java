package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamCounts;
import dev.logtail.pipeline.EarlierRun;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.store.EntryStore;
import dev.logtail.view.terminal.TerminalSession;
import dev.logtail.view.tui.ConsoleLook;
import dev.logtail.view.tui.ConsoleLoop;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Follows workers into the console. */
final class ConsoleRun {
  private final Environment environment;
  private final ConsoleStart start;
  private final ConsoleLook look;
  private final ConsoleScreens screens;
  private final ConsoleTalk talk;
  private final EntryStore store;
  private final long queueBytes;
  private final ConsoleDesk desk;
  private final StopWatch watch;
  private final FailWatch failWatch;
  private final ShownAlerts shownAlerts = new ShownAlerts();
  private final Alerting alerting;

  /** Done when the console is to end by itself. */
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** Set once the console is there; told of changes from then on. */
  private volatile Runnable changed = () -> {};

  /** A console that ends, and fails, as {@code rules} say. */
  ConsoleRun(
      Environment environment,
      ConsoleStart start,
      RunRules rules,
      ConsoleLook look,
      ConsoleScreens screens,
      ConsoleTalk talk) {
    this.talk = talk;
    this.environment = environment;
    this.start = start;
    this.look = look;
    this.screens = screens;
    this.queueBytes = start.memory() / 4;
    long storeBytes = start.memory() - queueBytes;
    this.store = new EntryStore(storeBytes);
    this.desk =
        new ConsoleDesk(
            store, storeBytes, start.source(), new RateGauge(environment.ticker()), look.zone());
    this.watch = new StopWatch(rules.stop(), environment.ticker(), () -> over.complete(null));
    this.failWatch = new FailWatch(rules.fail());
    this.alerting = new Alerting(environment, rules.alerts(), shownAlerts);
  }

  /** Shows the console until the user leaves it or the rules end it; returns the exit status. */
  int run() throws Exception {
    try (Alerting alerts = alerting;
        LateWiring wiring = new LateWiring(this::follow)) {
      if (!start.screenFirst()) {
        wiring.begin();
        wiring.await();
      }
      showUntilOver(wiring);
      Optional<PipelineStats> stats = wiring.now().map(up -> up.finish(false));
      stats.ifPresent(talk::over);
      StreamCounts seen = stats.map(PipelineStats::total).orElse(StreamCounts.ZERO);
      alerts.finish(CompletableFuture.completedFuture(seen));
      return (failWatch.isMet(seen) ? ExitCode.FAILED_ON : ExitCode.DONE).code();
    }
  }

  /** The starting thread: a wiring that is up. */
  private Wiring follow() throws Exception {
    FollowSettings settings = start.settings().call();
    Wiring wiring =
        new Wiring(environment, settings, queueBytes, EarlierRun.NONE, this::take, talk.with(desk));
    try {
      int workers = wiring.start();
      wiring.session().onChange(() -> changed.run());
      desk.serve(wiring, settings.api().toString(), workers);
      return wiring;
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // closing the loop can't fail
  private void showUntilOver(LateWiring wiring) throws InterruptedException {
    try (TerminalSession terminal = screens.terminal();
        ConsoleLoop loop =
            new ConsoleLoop(
                screens.on(terminal), desk, look, environment.ticker(), environment.clock())) {
      environment.interrupts().onStop(loop::close);
      changed = loop::changed;
      shownAlerts.on(loop);
      loop.start();
      wiring.begin();
      over.thenRun(loop::close);
      wiring.whenOver(this::begin, () -> over.complete(null));
      loop.awaitEnd();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.OUTPUT, "the terminal can't be used: " + e.getMessage() + "; try --lines");
    }
  }

  /** Once there are a screen and streams. */
  private void begin(Wiring wiring) {
    watch.start(wiring.scheduler(), wiring.session().replayed());
    alerting.start(wiring.scheduler(), wiring.session());
    changed.run();
  }

  /** Pipeline thread. */
  private void take(List<Entry> batch) {
    alerting.take(batch);
    failWatch.shown(batch);
    store.append(batch);
    talk.shown(batch);
    watch.shown(batch.stream().filter(LogEvent.class::isInstance).count());
    changed.run();
  }
}
