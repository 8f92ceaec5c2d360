package dev.logtail.cli;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.EarlierRun;
import dev.logtail.pipeline.FollowSession;
import dev.logtail.pipeline.order.StreamMemory;
import dev.logtail.pipeline.state.SavedState;
import dev.logtail.pipeline.state.StateException;
import dev.logtail.pipeline.state.StateFile;
import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps a run's state behind its output, never before it.
 *
 * <pre>
 *   before the first record is written     what was known, "cut short"
 *   every second, once that is durable     what is known of the records written, "cut short"
 *   when the output is complete            what is known of all, "complete"
 * </pre>
 *
 * So whatever kills the run, the state knows of nothing that was not written; what it does not know
 * although it was written comes again, marked.
 */
final class StateKeeper implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A state of many streams is not saved more often than to spend this part of the time on it. */
  private static final int TIMES_AS_LONG = 10;

  /**
   * What is known once so many entries have left for the output.
   *
   * @param position as {@link dev.logtail.runtime.Delivery#given} counts
   */
  private record Proposal(Map<WorkerKey, StreamMemory> streams, long position) {}

  private final Environment environment;
  private final Optional<StateFile> file;
  private final String name;
  private final Talk talk;

  /** Set by the pipeline thread while empty, emptied by the view thread. */
  private volatile Optional<Proposal> proposal = Optional.empty();

  /** Written by the view thread. */
  private volatile long nextNanos;

  /** From here on: the view thread, and the main thread once that has ended. */
  private SavedState latest;

  private boolean begun;
  private boolean troubleTold;

  private StateKeeper(Environment environment, Optional<StateFile> file, Path path, Talk talk) {
    this.environment = environment;
    this.file = file;
    this.name = path.toString();
    this.talk = talk;
    this.latest = file.map(StateFile::found).orElse(SavedState.EMPTY);
  }

  /** Of a run that keeps none. */
  static StateKeeper none(Environment environment, Talk talk) {
    return new StateKeeper(environment, Optional.empty(), Path.of(""), talk);
  }

  /** Of a run that goes on from {@code path}; fails where that is no state. */
  static StateKeeper open(Environment environment, Path path, Talk talk) {
    try {
      return new StateKeeper(environment, Optional.of(StateFile.open(path)), path, talk);
    } catch (StateException e) {
      throw new UserError(ExitCode.USAGE, "--state: " + path + " " + e.getMessage());
    }
  }

  boolean isKept() {
    return file.isPresent();
  }

  /** True when an earlier run has brought something. */
  boolean isKnown() {
    return !latest.streams().isEmpty();
  }

  /**
   * What the pipeline is to go on from.
   *
   * @param limit how many records the run will take
   */
  EarlierRun earlier(long limit) {
    return isKept()
        ? new EarlierRun(true, latest.complete(), latest.memories(), limit)
        : EarlierRun.NONE;
  }

  /**
   * Asks the session every second what is known.
   *
   * @param given how many entries have left for the output so far
   */
  void watch(Scheduler scheduler, FollowSession session, LongSupplier given) {
    if (isKept()) {
      scheduler.every(EVERY, () -> ask(session, given));
    }
  }

  /** Timer. */
  private void ask(FollowSession session, LongSupplier given) {
    if (proposal.isEmpty() && environment.ticker().nanos() - nextNanos >= 0) {
      session.remember(streams -> proposal = Optional.of(new Proposal(streams, given.getAsLong())));
    }
  }

  /** The first record is about to be written. */
  void begin() throws IOException {
    if (isKept() && !begun) {
      try {
        save(latest.cutShort());
      } catch (IOException e) {
        throw new IOException(trouble(e), e);
      }
      begun = true;
    }
  }

  /** So many entries have left for the output, and what was written of them is durable. */
  void durable(long passed) {
    Proposal known = proposal.orElse(null);
    if (known == null || passed < known.position()) {
      return;
    }
    long start = environment.ticker().nanos();
    try {
      SavedState next = latest.with(known.streams(), !begun, environment.clock().now());
      if (!next.equals(latest)) {
        save(next);
      }
    } catch (IOException e) {
      tell(e);
    }
    long end = environment.ticker().nanos();
    nextNanos = end + TIMES_AS_LONG * (end - start);
    proposal = Optional.empty();
  }

  private void tell(IOException e) {
    if (!troubleTold) {
      troubleTold = true;
      talk.insist(trouble(e) + "; it is tried again, and the run goes on");
    }
  }

  private String trouble(IOException e) {
    return "cannot write the state to " + name + ": " + e.getMessage();
  }

  private void save(SavedState state) throws IOException {
    file.orElseThrow().save(state);
    latest = state;
  }

  /** The output is complete, and that is all that is known of it. */
  void complete(Map<WorkerKey, StreamMemory> streams) throws IOException {
    if (isKept()) {
      try {
        save(latest.with(streams, true, environment.clock().now()));
      } catch (IOException e) {
        throw new IOException(trouble(e) + "; the records are written", e);
      }
    }
  }

  @Override
  public void close() {
    file.ifPresent(StateFile::close);
  }
}
