package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.order.StreamMemory;
import dev.logtail.runtime.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Follows workers into an output until something ends it: the body of {@code export} and of {@code
 * follow} in lines.
 */
final class CollectRun {
  /** How far a run goes by itself. */
  enum Extent {
    /** Until every stream has replayed what it keeps. */
    REPLAY,
    UNTIL_STOPPED
  }

  /** What ended a run. */
  private enum End {
    /** A limit that the user set, or all that was asked for has come. */
    COMPLETE,
    STREAMS_ENDED,
    INTERRUPTED,
    PIPE_CLOSED,
    OUTPUT_FAILED
  }

  private static final Duration LAST_DELIVERY = Duration.ofSeconds(2);
  private static final Duration ENTRANCE_CHECK = Duration.ofSeconds(1);
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);
  private static final Duration SAY_EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_REPLAY = Duration.ofSeconds(3);
  private static final int SPILLING_PART = 8;
  private static final int INTERRUPT_STATUS = 130;

  private final Environment environment;
  private final RunOutput output;
  private final StateKeeper state;
  private final long most;
  private final StopWatch stopWatch;
  private final FailWatch failWatch;
  private final Talk talk;
  private final long intakeMemory;
  private final OutputQueue queue;
  private final Alerting alerting;
  private final Ledger ledger = new Ledger();
  private final Delivery<Entry> delivery;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final CompletableFuture<Void> interrupted = new CompletableFuture<>();

  /** The view thread only, and the main thread once that has ended. */
  private long saidNanos;

  /** Both the view thread only. */
  private long syncedNanos;

  private boolean unsynced = true;

  /** Written by the view thread before {@link #end} completes. */
  private volatile String outputTrouble = "";

  /**
   * Halves the settings' memory between what waits to be processed and what waits for the output;
   * but where the latter can go on in a file, it leaves nearly all of it to the former, which
   * can't.
   */
  CollectRun(
      Environment environment,
      RunOutput output,
      RunRules rules,
      Talk talk,
      FollowSettings settings,
      StateKeeper state) {
    StopRule rule = rules.stop();
    this.failWatch = new FailWatch(rules.fail());
    this.environment = environment;
    this.output = output;
    this.state = state;
    this.most = rule.limit().orElse(Long.MAX_VALUE);
    this.stopWatch = new StopWatch(rule, environment.ticker(), this::complete);
    this.talk = talk;
    boolean visible = !output.isSilent() && environment.terminal().output();
    this.alerting = alerting(rules.alerts(), visible);
    boolean showsNewest = visible && !state.isKept();
    long spill = settings.limits().spill();
    long outputMemory = settings.memory() / (showsNewest || spill == 0 ? 2 : SPILLING_PART);
    this.intakeMemory = settings.memory() - outputMemory;
    this.queue = new OutputQueue(environment, showsNewest, outputMemory, spill);
    this.delivery =
        new Delivery<>("logtail-view", queue.open(ledger, talk), this::show, output.syncEvery());
  }

  private Alerting alerting(AlertSettings alerts, boolean visible) {
    boolean rings = environment.terminal().errors();
    if (alerts.rings() && !rings) {
      talk.mention("alert bell: standard error is no terminal, so nothing can ring");
    }
    return new Alerting(
        environment, alerts, new SpokenAlerts(environment.err(), rings, talk, visible));
  }

  /** Runs to the end and returns the exit status. */
  int run(FollowSettings settings, Extent extent, boolean stats) {
    environment.interrupts().onStop(this::interrupt);
    environment.interrupts().onLast(() -> talk.unfinished(output.unfinished()));
    delivery.start();
    try (Wiring wiring =
        new Wiring(environment, settings, intakeMemory, state.earlier(most), this::take, talk)) {
      int workers = wiring.start();
      if (workers == 0) {
        nobodyThere(settings, extent);
      }
      watch(wiring, extent);
      new SpanEnd(environment, settings).watch(wiring, this::complete);
      End why = end.join();
      boolean wantsMore = why != End.PIPE_CLOSED && ledger.written() < most;
      PipelineStats seen = wiring.finish(wantsMore);
      boolean nothing = seen.total().received() == 0 && !state.isKnown();
      if (extent == Extent.REPLAY && nothing && why == End.COMPLETE) {
        throw nothingReplayed(seen);
      }
      return conclude(why, seen, stats, wiring.session().memories());
    } catch (RuntimeException e) {
      delivery.close();
      output.abandon();
      throw e;
    } finally {
      delivery.close();
      alerting.close();
      state.close();
    }
  }

  /** Pipeline thread. */
  private void take(List<Entry> batch) {
    alerting.take(batch);
    delivery.give(batch);
  }

  private void interrupt() {
    interrupted.complete(null);
    end.complete(End.INTERRUPTED);
  }

  private void nobodyThere(FollowSettings settings, Extent extent) {
    String there = "no workers to follow at " + settings.api().url();
    if (extent == Extent.REPLAY || !settings.reconnect()) {
      throw new UserError(ExitCode.NOTHING, there);
    }
    talk.say(there + " yet; waiting for them");
  }

  private static UserError nothingReplayed(PipelineStats seen) {
    return seen.troubles()
        .findFirst()
        .map(UserError::of)
        .orElseGet(
            () ->
                new UserError(
                    ExitCode.NOTHING,
                    "nothing is replayed by "
                        + Talk.count(seen.workers().size(), "worker")
                        + "; --for 10s waits for what comes"));
  }

  private void watch(Wiring wiring, Extent extent) {
    when(wiring.session().allEnded(), nothing -> end.complete(End.STREAMS_ENDED));
    when(wiring.session().crashed(), end::completeExceptionally);
    if (extent == Extent.REPLAY) {
      when(wiring.session().replayed(), nothing -> completeReplay(wiring));
    }
    state.watch(wiring.scheduler(), wiring.session(), delivery::given);
    wiring.scheduler().every(ENTRANCE_CHECK, () -> leaveWhenShutOut(wiring));
    stopWatch.start(wiring.scheduler(), wiring.session().replayed());
    alerting.start(wiring.scheduler(), wiring.session());
    if (output.isSilent()) {
      wiring.scheduler().every(PROGRESS_EVERY, this::tellProgress);
    }
  }

  /** Only what outlives its replay proves to the next run that all of it came. */
  private void completeReplay(Wiring wiring) {
    if (state.isKept()) {
      wiring.scheduler().after(LONGEST_REPLAY, this::complete);
    } else {
      complete();
    }
  }

  /** Timer. Waiting for other workers would not help: they will want the same credentials. */
  private void leaveWhenShutOut(Wiring wiring) {
    if (wiring.session().stats().isShutOut()) {
      end.complete(End.STREAMS_ENDED);
    }
  }

  /** Timer. */
  private void tellProgress() {
    talk.progress(Talk.count(ledger.written(), "record") + " so far; Ctrl-C ends it");
  }

  /** What follows a future here can't fail, so the future of it is of no use. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static <T> void when(CompletableFuture<T> future, Consumer<T> then) {
    future.thenAccept(then);
  }

  private void complete() {
    end.complete(End.COMPLETE);
  }

  /** View thread. */
  private void show(List<Entry> batch) {
    List<Entry> wanted = cut(batch);
    if (!outputTrouble.isEmpty()) {
      return;
    }
    try {
      if (!wanted.isEmpty()) {
        if (wanted.stream().anyMatch(LogEvent.class::isInstance)) {
          state.begin();
        }
        tellDropped();
        output.write(wanted);
        count(wanted);
        unsynced = true;
      }
      syncNowAndThen();
    } catch (IOException e) {
      outputTrouble = String.valueOf(e.getMessage());
      end.complete(outputTrouble.contains("Broken pipe") ? End.PIPE_CLOSED : End.OUTPUT_FAILED);
    }
  }

  /** A kill -9 costs a second of records at most, wherever they are. */
  private void syncNowAndThen() throws IOException {
    long now = environment.ticker().nanos();
    if (unsynced && now - syncedNanos >= output.syncEvery().toNanos()) {
      unsynced = !output.sync();
      syncedNanos = now;
    }
    if (!unsynced) {
      state.durable(delivery.passed());
    }
  }

  /** Puts a notice where records are missing, and says so where people look, once a second. */
  private void tellDropped() throws IOException {
    List<StreamNotice> notices = ledger.takeDropped();
    if (!notices.isEmpty()) {
      output.write(notices);
    }
    if (environment.ticker().nanos() - saidNanos > SAY_EVERY.toNanos()) {
      sayDropped();
    }
  }

  private void sayDropped() {
    ledger
        .takeUnsaid()
        .ifPresent(
            what -> {
              talk.insist("… " + what + " " + queue.whyDropped());
              saidNanos = environment.ticker().nanos();
            });
  }

  /** At most as many records as the limit leaves. */
  private List<Entry> cut(List<Entry> batch) {
    long left = stopWatch.left();
    if (left >= batch.size()) {
      return batch;
    }
    int end = 0;
    while (end < batch.size() && (left > 0 || batch.get(end) instanceof StreamNotice)) {
      left -= batch.get(end) instanceof LogEvent ? 1 : 0;
      end++;
    }
    ledger.cut(batch.subList(end, batch.size()));
    return batch.subList(0, end);
  }

  private void count(List<Entry> shown) {
    failWatch.shown(shown);
    stopWatch.shown(ledger.written(shown));
    for (Entry entry : shown) {
      if (entry instanceof StreamNotice notice) {
        talk.notice(notice);
      }
    }
  }

  /**
   * Waits until the output has taken everything: for ever, as everybody does who writes into a
   * pipe, but not much longer once the user wants to leave.
   */
  private boolean deliver(End why) {
    CompletableFuture<Boolean> delivered = delivery.finish();
    if (why == End.COMPLETE || why == End.STREAMS_ENDED) {
      CompletableFuture.anyOf(delivered, interrupted).join();
    }
    return delivery.finish(LAST_DELIVERY);
  }

  private int conclude(
      End why, PipelineStats seen, boolean stats, Map<WorkerKey, StreamMemory> memories) {
    boolean delivered = deliver(why);
    alerting.finish(why == End.PIPE_CLOSED ? CompletableFuture.completedFuture(why) : interrupted);
    Optional<ExitCode> left = complete(delivered);
    if (left.isPresent()) {
      return left.get().code();
    }
    sayDropped();
    PipelineStats settled = ledger.settle(seen);
    if (delivered && (most == Long.MAX_VALUE || settled.total().dropped() == 0)) {
      remember(memories);
    }
    talk.summary(settled, ledger.written());
    if (stats) {
      talk.counts(settled);
    }
    if (interrupted.isDone()) {
      return INTERRUPT_STATUS;
    }
    return (failWatch.isMet(settled.total()) ? ExitCode.FAILED_ON : statusOf(seen)).code();
  }

  /** Empty when the output is whole; the exit code where its reader has left, however late. */
  private Optional<ExitCode> complete(boolean delivered) {
    if (!delivered && outputTrouble.isEmpty()) {
      talk.insist("the output did not take everything in time; the last records are missing");
    }
    try {
      if (!outputTrouble.isEmpty()) {
        throw new IOException(outputTrouble);
      }
      output.finish();
      return Optional.empty();
    } catch (IOException e) {
      output.abandon();
      return Optional.of(UserError.closedPipeOr(e));
    }
  }

  private void remember(Map<WorkerKey, StreamMemory> memories) {
    try {
      state.complete(memories);
    } catch (IOException e) {
      throw new UserError(ExitCode.OUTPUT, String.valueOf(e.getMessage()));
    }
  }

  /** A run that showed something is a success; one that could not follow anything tells why. */
  private ExitCode statusOf(PipelineStats seen) {
    if (ledger.written() > 0) {
      return ExitCode.DONE;
    }
    boolean nothing = seen.total().received() == 0;
    return (nothing ? seen.troubles() : seen.failures().stream())
        .map(StreamFailure::kind)
        .map(ExitCode::of)
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.DONE);
  }
}
