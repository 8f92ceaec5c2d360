package dev.logtail.cli;

import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.filter.FilterSettings;
import dev.logtail.pipeline.order.Dedupe;
import dev.logtail.runtime.TimerThread;
import dev.logtail.server.DemoFarm;
import dev.logtail.server.DemoSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** An embedded farm, and a view of it or nothing but its address. */
record Demo(Environment environment, DemoSettings settings) {
  /**
   * How the farm is looked at.
   *
   * @param console the console, where one is to be shown, else lines
   */
  record Show(
      Optional<ConsoleOptions.Settings> console,
      FilterSettings filter,
      RunRules rules,
      Following following) {}

  private static final Duration LINES_RUN = Duration.ofSeconds(10);
  private static final Duration DISCOVER_EVERY = Duration.ofSeconds(5);
  private static final Duration ORDER_WINDOW = Duration.ofMillis(200);
  private static final long MAX_FRAME = 16L << 20;
  private static final long MEMORY = 256L << 20;

  /** Serves until the program is told to stop. */
  ExitCode serve(Talk talk) throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    environment.interrupts().onStop(stop::countDown);
    try (TimerThread timer = new TimerThread();
        DemoFarm farm = start(timer)) {
      environment.out().write((farm.api() + "\n").getBytes(StandardCharsets.UTF_8));
      talk.say("serving " + Talk.count(settings.workers(), "worker") + "; Ctrl-C ends it");
      stop.await();
    }
    return ExitCode.DONE;
  }

  /** Follows the farm and returns the exit status. */
  int show(Show show, TalkOptions talk) throws Exception {
    if (show.console().isPresent()) {
      return console(show, talk.consoleTalk(environment, Optional.empty()));
    }
    try (TimerThread timer = new TimerThread();
        DemoFarm farm = start(timer)) {
      boolean endless = show.rules().stop().isNever() && show.filter().span().until().isEmpty();
      RunRules rules =
          endless ? RunRules.of(StopRule.after(LINES_RUN), show.rules().alerts()) : show.rules();
      Talk voice = talk.talk(environment, Talk.Loudness.BRIEF);
      return show.following()
          .lines(follow(farm, show), rules, voice, talk.stats(), new StateOptions());
    }
  }

  /** The screen comes first, and the farm beside it. */
  private int console(Show show, ConsoleTalk talk) throws Exception {
    try (TimerThread timer = new TimerThread();
        LateFarm farm = new LateFarm(() -> start(timer))) {
      ConsoleStart start =
          new ConsoleStart(true, "the demo farm", memory(), () -> follow(farm.open(), show));
      return show.following().console(start, show.rules(), show.console().orElseThrow(), talk);
    }
  }

  /** A farm that is started when it is asked for, unless it has been closed. */
  private static final class LateFarm implements AutoCloseable {
    private final Supplier<DemoFarm> making;

    /** Guarded by this, as the other one. */
    private Optional<DemoFarm> farm = Optional.empty();

    private boolean closed;

    LateFarm(Supplier<DemoFarm> making) {
      this.making = making;
    }

    synchronized DemoFarm open() {
      if (closed) {
        throw new CancellationException("the farm is closed");
      }
      DemoFarm started = making.get();
      farm = Optional.of(started);
      return started;
    }

    @Override
    public synchronized void close() {
      closed = true;
      farm.ifPresent(DemoFarm::close);
    }
  }

  private long memory() {
    return Math.min(MEMORY, environment.heapBytes() / 4);
  }

  private DemoFarm start(TimerThread timer) {
    try {
      return DemoFarm.start(settings, environment.clock(), ZoneId.systemDefault(), timer);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE, "the demo can't be served: " + e.getMessage() + "; try --port 0");
    }
  }

  private FollowSettings follow(DemoFarm farm, Show show) {
    return new FollowSettings(
        new ApiAddress(farm.api()),
        Selection.ALL,
        show.filter(),
        OptionalInt.empty(),
        true,
        DISCOVER_EVERY,
        Optional.of(ORDER_WINDOW),
        ZoneId.systemDefault(),
        MAX_FRAME,
        memory(),
        new ResumeSettings(DialectChoice.WORKER, Dedupe.AUTO),
        FollowLimits.DEFAULT.withAllWorkers(),
        Access.OPEN);
  }
}
