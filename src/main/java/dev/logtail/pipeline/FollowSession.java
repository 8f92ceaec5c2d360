package dev.logtail.pipeline;

import dev.logtail.model.Entry;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.Vitals.Standing;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.order.ArrivalOrder;
import dev.logtail.pipeline.order.Dedupe;
import dev.logtail.pipeline.order.EntryOrder;
import dev.logtail.pipeline.order.MergeWindow;
import dev.logtail.pipeline.order.RecordHistory;
import dev.logtail.pipeline.order.StreamMemory;
import dev.logtail.runtime.SharedBudget;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Follows streams: what comes in from each is decoded, guarded against replays, merged in time
 * order, filtered and handed in batches to the sink, all on one thread. Every method may be called
 * from any thread and returns at once, unless it says otherwise.
 */
public final class FollowSession {
  /**
   * How to follow.
   *
   * @param hold how long the merge window holds an entry; empty to let all out as they come
   * @param tail replayed records wanted of each stream; empty for all
   * @param queueBytes bound of what is received and not yet processed, over all streams
   * @param dedupe what to do about records that come again
   * @param earlier the run that is gone on with
   */
  public record Settings(
      Optional<Duration> hold,
      OptionalInt tail,
      long queueBytes,
      Dedupe dedupe,
      EarlierRun earlier) {
    /** Settings under which proved repeats are left out. */
    public Settings(Duration hold, OptionalInt tail, long queueBytes) {
      this(Optional.of(hold), tail, queueBytes, Dedupe.AUTO, EarlierRun.NONE);
    }
  }

  /** What a session is built from. */
  public record Parts(
      StreamFactory streams,
      Dialect dialect,
      RecordArchive archive,
      RecordHistory history,
      EntryFilter filter,
      WallClock clock,
      Ticker ticker) {
    /** Parts of a session whose streams know no ids, so that nobody is asked by them. */
    public Parts(
        StreamFactory streams,
        Dialect dialect,
        RecordArchive archive,
        EntryFilter filter,
        WallClock clock,
        Ticker ticker) {
      this(streams, dialect, archive, RecordHistory.NONE, filter, clock, ticker);
    }
  }

  private static final Duration LONGEST_GOODBYE = Duration.ofMillis(1500);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(2);

  private final Settings settings;
  private final Parts parts;
  private final PipelineLoop loop;
  private final CompletableFuture<Void> replayed = new CompletableFuture<>();
  private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
  private final CompletableFuture<RuntimeException> crashed = new CompletableFuture<>();
  private volatile PipelineStats latest = new PipelineStats(List.of(), List.of());
  private volatile Map<WorkerKey, StreamMemory> memories = Map.of();

  /** Told on the pipeline thread; set by anyone. */
  private volatile Runnable onChange = () -> {};

  private final SharedBudget queueBytes;

  /** From here on: pipeline thread only. */
  private final EntryOrder window;

  private final Account account;
  private final StreamBoard board;
  private final Map<WorkerKey, StreamFactory.Stream> streams = new LinkedHashMap<>();
  private final Set<WorkerKey> running = new LinkedHashSet<>();
  private final List<StreamFailure> failures = new ArrayList<>();
  private boolean closedSet;

  /** Whether {@link #latest} lacks a change that was told. */
  private boolean stale;

  public FollowSession(Settings settings, Parts parts, Sink<List<Entry>> sink) {
    this.settings = settings;
    this.queueBytes = new SharedBudget(settings.queueBytes());
    this.parts = parts;
    this.window = settings.hold().<EntryOrder>map(MergeWindow::new).orElseGet(ArrivalOrder::new);
    this.account = new Account(settings.earlier());
    this.board =
        new StreamBoard(window, parts.filter(), sink, account, () -> replayed.complete(null));
    this.loop = new PipelineLoop(parts.ticker(), board, crashed::complete);
  }

  /** Starts the pipeline thread. */
  public void start() {
    board.started(parts.ticker().nanos());
    loop.start();
  }

  /**
   * Follows {@code worker} at {@code address}; a worker that is already followed is dialled anew
   * there.
   */
  public void follow(WorkerKey worker, URI address) {
    loop.post(() -> open(worker, address));
  }

  private void open(WorkerKey worker, URI address) {
    StreamFactory.Stream old = streams.remove(worker);
    if (old != null) {
      old.close();
    }
    StreamIntake intake = intake(worker);
    StreamFactory.Stream stream = parts.streams().open(worker, address, intake);
    intake.watch(stream);
    streams.put(worker, stream);
    running.add(worker);
    stream.start();
  }

  private StreamIntake intake(WorkerKey worker) {
    return board
        .intakes()
        .computeIfAbsent(
            worker,
            key -> {
              stale = true;
              return new StreamIntake(key, parts.dialect(), surroundings(), parts.clock().now());
            });
  }

  private StreamIntake.Surroundings surroundings() {
    return new StreamIntake.Surroundings(
        loop::post,
        parts.ticker(),
        window,
        board.holding(),
        owner,
        queueBytes,
        settings.tail(),
        settings.dedupe() == Dedupe.OFF ? RecordArchive.NONE : parts.archive(),
        account,
        new ResumeChoice(
            settings.dedupe(), parts.history(), loop::post, this::memoryOfOne, settings.earlier()));
  }

  /** What one stream may spend on remembering what was shown. */
  private long memoryOfOne() {
    return settings.queueBytes() / Math.max(1, board.intakes().size());
  }

  private final StreamIntake.Owner owner =
      new StreamIntake.Owner() {
        @Override
        public void ended(WorkerKey worker, StreamFailure why) {
          running.remove(worker);
          if (why.kind() != StreamFailure.Kind.NONE) {
            failures.add(why);
          }
          checkAllEnded();
        }

        @Override
        public void changed() {
          stale = true;
          onChange.run();
        }
      };

  private void checkAllEnded() {
    if (closedSet && running.isEmpty()) {
      allEnded.complete(null);
    }
  }

  /**
   * Follows {@code worker} at {@code address} from now on; leaves a stream that is already there
   * alone.
   */
  public void moved(WorkerKey worker, URI address) {
    loop.post(
        () -> {
          StreamFactory.Stream stream = running.contains(worker) ? streams.get(worker) : null;
          if (stream == null) {
            open(worker, address);
          } else if (!intake(worker).memory().isAt(address)) {
            stream.reconnectNow();
          }
        });
  }

  /** Shows a worker that can't be followed among the others. */
  public void listed(Phase phase, StreamNotice why) {
    loop.post(() -> intake(why.worker()).listed(phase, why));
  }

  /** What the API says of a worker, from now on. */
  public void stands(WorkerKey worker, Standing standing) {
    loop.post(() -> intake(worker).stands(standing));
  }

  /** Puts a notice into the stream. */
  public void tell(StreamNotice notice) {
    loop.post(() -> intake(notice.worker()).tell(notice));
  }

  /**
   * All streams that are to be had at the start have been given: the merged history may begin when
   * they have replayed.
   */
  public void startComplete() {
    loop.post(board::complete);
  }

  /**
   * No worker will be added any more: {@link #allEnded()} completes when the last stream has ended.
   */
  public void noMoreWorkers() {
    loop.post(
        () -> {
          closedSet = true;
          checkAllEnded();
        });
  }

  /** Drops that worker's connection and dials again at once. */
  public void reconnect(WorkerKey worker) {
    loop.post(
        () -> {
          StreamFactory.Stream stream = streams.get(worker);
          if (stream != null) {
            running.add(worker);
            stream.reconnectNow();
          }
        });
  }

  /** Completes when every stream of the start has sent its replay or failed. */
  public CompletableFuture<Void> replayed() {
    return replayed;
  }

  /** Completes when no stream is followed any more and none will be. */
  public CompletableFuture<Void> allEnded() {
    return allEnded;
  }

  /** Completes with a defect of the program that stopped the pipeline. */
  public CompletableFuture<RuntimeException> crashed() {
    return crashed;
  }

  /**
   * Tells {@code listener}, on the pipeline thread, when a worker came, or its stream or what the
   * API says of it became another; again when {@link #stats()} says so too.
   */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  /** What was seen so far, as of the last time that this was asked. */
  public PipelineStats stats() {
    loop.post(
        () -> {
          latest = board.stats(failures);
          if (stale) {
            stale = false;
            onChange.run();
          }
        });
    return latest;
  }

  /**
   * Tells {@code then}, on the pipeline thread, what a later run must know of what the sink was
   * given before.
   */
  public void remember(Sink<Map<WorkerKey, StreamMemory>> then) {
    loop.post(() -> then.accept(board.memories(parts.ticker().nanos())));
  }

  /** The same at the end: of all that was given to the sink, once {@link #finish} is done. */
  public Map<WorkerKey, StreamMemory> memories() {
    return memories;
  }

  /**
   * Asks all servers to end their streams, and waits until they have, a second and a half at most:
   * so everything that they sent is received. Nothing is followed after that.
   */
  public void sayGoodbye() {
    loop.post(
        () -> {
          closedSet = true;
          streams.values().forEach(StreamFactory.Stream::finish);
          checkAllEnded();
        });
    try {
      allEnded.get(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // A server that does not answer has sent what it has sent.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops reading, processes for at most two seconds what was received, hands everything that is
   * held to the sink, and tells the final counts.
   */
  public PipelineStats finish() {
    long late = parts.ticker().nanos() + LONGEST_DRAIN.toNanos();
    loop.stopAfter(
        () -> {
          board.finish(parts.ticker().nanos(), () -> parts.ticker().nanos() - late > 0);
          memories = board.memories(parts.ticker().nanos());
          latest = board.stats(failures);
        });
    streams.values().forEach(StreamFactory.Stream::close);
    return latest;
  }
}
