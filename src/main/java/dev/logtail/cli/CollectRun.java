package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.runtime.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);
  private static final int INTERRUPT_STATUS = 130;

  private final Environment environment;
  private final RunOutput output;
  private final long most;
  private final StopWatch stopWatch;
  private final FailWatch failWatch;
  private final Talk talk;
  private final long halfOfMemory;

  /** Written by the pipeline thread, read when it has ended. */
  private final Map<WorkerKey, Long> lost = new ConcurrentHashMap<>();

  private final Delivery<Entry> delivery;
  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Written by the view thread; read by it and, once that has ended, by the main thread. */
  private volatile long written;

  /** Written by the view thread before {@link #end} completes. */
  private volatile String outputTrouble = "";

  /**
   * @param memory bytes that may be held: half of it for what waits to be processed, half for what
   *     waits for the output
   */
  CollectRun(Environment environment, RunOutput output, RunRules rules, Talk talk, long memory) {
    StopRule rule = rules.stop();
    this.failWatch = new FailWatch(rules.fail());
    this.halfOfMemory = memory / 2;
    this.environment = environment;
    this.output = output;
    this.most = rule.limit().orElse(Long.MAX_VALUE);
    this.stopWatch = new StopWatch(rule, environment.ticker(), this::complete);
    this.talk = talk;
    this.delivery =
        new Delivery<>("logtail-view", Entry::weight, halfOfMemory, this::show, this::noteDrop);
  }

  /** Runs to the end and returns the exit status. */
  int run(FollowSettings settings, Extent extent, boolean stats) {
    environment.interrupts().onStop(() -> end.complete(End.INTERRUPTED));
    delivery.start();
    try (Wiring wiring = new Wiring(environment, settings, halfOfMemory, delivery::give, talk)) {
      int workers = wiring.start();
      if (workers == 0) {
        nobodyThere(settings, extent);
      }
      watch(wiring, extent);
      End why = end.join();
      boolean wantsMore = why != End.PIPE_CLOSED && written < most;
      PipelineStats seen = wiring.finish(wantsMore).withDropped(lost);
      if (extent == Extent.REPLAY && seen.total().received() == 0 && why == End.COMPLETE) {
        throw nothingReplayed(seen);
      }
      return conclude(why, seen, stats);
    } catch (UserError e) {
      delivery.close();
      output.abandon();
      throw e;
    }
  }

  private void nobodyThere(FollowSettings settings, Extent extent) {
    String there = "no workers to follow at " + settings.api().url();
    if (extent == Extent.REPLAY || !settings.reconnect()) {
      throw new UserError(ExitCode.NOTHING, there);
    }
    talk.say(there + " yet; waiting for them");
  }

  private static UserError nothingReplayed(PipelineStats seen) {
    Stream<StreamFailure> retrying =
        seen.workers().stream()
            .filter(row -> row.phase() == WorkerStatus.Phase.RETRYING)
            .map(row -> new StreamFailure(StreamFailure.Kind.UNREACHABLE, row.detail()));
    return Stream.concat(seen.failures().stream(), retrying)
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
      when(wiring.session().replayed(), nothing -> complete());
    }
    stopWatch.start(wiring.scheduler(), wiring.session().replayed());
    if (output.isSilent()) {
      wiring.scheduler().every(PROGRESS_EVERY, this::tellProgress);
    }
  }

  /** Timer. */
  private void tellProgress() {
    talk.progress(Talk.count(written, "record") + " so far; Ctrl-C ends it");
  }

  /** What follows a future here can't fail, so the future of it is of no use. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static <T> void when(CompletableFuture<T> future, Consumer<T> then) {
    future.thenAccept(then);
  }

  private void complete() {
    end.complete(End.COMPLETE);
  }

  /** Pipeline thread. */
  private void noteDrop(Entry entry) {
    if (entry instanceof LogEvent) {
      lost.merge(entry.worker(), 1L, Long::sum);
    }
  }

  /** View thread. */
  private void show(List<Entry> batch) {
    List<Entry> wanted = cut(batch);
    if (wanted.isEmpty() || !outputTrouble.isEmpty()) {
      return;
    }
    try {
      output.write(wanted);
      count(wanted);
    } catch (IOException e) {
      outputTrouble = String.valueOf(e.getMessage());
      end.complete(outputTrouble.contains("Broken pipe") ? End.PIPE_CLOSED : End.OUTPUT_FAILED);
    }
    long dropped = delivery.takeDropped();
    if (dropped > 0) {
      talk.insist(Talk.count(dropped, "record") + " dropped: the output is too slow");
    }
  }

  /** At most as many records as the limit leaves. */
  private List<Entry> cut(List<Entry> batch) {
    long left = stopWatch.left();
    if (left >= batch.size()) {
      return batch;
    }
    List<Entry> wanted = new ArrayList<>();
    for (Entry entry : batch) {
      if (entry instanceof LogEvent && left-- <= 0) {
        break;
      }
      wanted.add(entry);
    }
    return wanted;
  }

  private void count(List<Entry> shown) {
    long records = 0;
    for (Entry entry : shown) {
      if (entry instanceof StreamNotice notice) {
        talk.notice(notice);
      } else {
        records++;
      }
    }
    long sum = written + records;
    written = sum;
    failWatch.shown(shown);
    stopWatch.shown(records);
  }

  private int conclude(End why, PipelineStats seen, boolean stats) {
    boolean delivered = delivery.finish(LAST_DELIVERY);
    if (why == End.PIPE_CLOSED) {
      output.abandon();
      return ExitCode.CLOSED_PIPE.code();
    }
    try {
      if (!outputTrouble.isEmpty()) {
        throw new IOException(outputTrouble);
      }
      output.finish();
    } catch (IOException e) {
      output.abandon();
      throw new UserError(ExitCode.OUTPUT, String.valueOf(e.getMessage()));
    }
    if (!delivered) {
      talk.insist("the output did not take everything in time; the last records are missing");
    }
    talk.summary(seen, written);
    if (stats) {
      talk.counts(seen);
    }
    if (failWatch.isMet(seen.total())) {
      return ExitCode.FAILED_ON.code();
    }
    return why == End.INTERRUPTED ? INTERRUPT_STATUS : statusOf(seen).code();
  }

  /** A run that showed something is a success; one that could not follow anything tells why. */
  private ExitCode statusOf(PipelineStats seen) {
    if (written > 0) {
      return ExitCode.DONE;
    }
    return seen.failures().stream()
        .map(StreamFailure::kind)
        .map(ExitCode::of)
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.DONE);
  }
}
