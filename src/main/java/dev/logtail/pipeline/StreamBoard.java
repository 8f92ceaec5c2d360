package dev.logtail.pipeline;

import dev.logtail.model.Entry;
import dev.logtail.model.FramePart;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.order.EntryOrder;
import dev.logtail.pipeline.order.StreamMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * All streams of a session and the window in which they are merged. Hands nothing on before every
 * stream that was there at the start has sent its replay or failed, three seconds at most, so that
 * the merged history begins in order. Pipeline thread only.
 */
final class StreamBoard implements PipelineLoop.Timed {
  private static final long LONGEST_START_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long START_CHECK_NANOS = Duration.ofMillis(20).toNanos();

  private final EntryOrder window;
  private final EntryFilter filter;
  private final Sink<List<Entry>> sink;
  private final Account account;
  private final Map<WorkerKey, StreamIntake> intakes = new LinkedHashMap<>();
  private final Set<StreamIntake> holding = new LinkedHashSet<>();
  private List<Entry> batch = new ArrayList<>();
  private boolean complete;
  private boolean replayed;
  private boolean settled;
  private boolean flowing;
  private long startNanos;
  private long advancedNanos;

  private final Runnable onSettled;

  /**
   * A board without streams.
   *
   * @param account told of each record that leaves
   * @param onSettled told once, when every stream of the start has sent its replay or failed
   */
  StreamBoard(
      EntryOrder window,
      EntryFilter filter,
      Sink<List<Entry>> sink,
      Account account,
      Runnable onSettled) {
    this.window = window;
    this.filter = filter;
    this.sink = sink;
    this.account = account;
    this.onSettled = onSettled;
  }

  /** Where intakes that hold something back sign up to be told that time passes. */
  Set<StreamIntake> holding() {
    return holding;
  }

  Map<WorkerKey, StreamIntake> intakes() {
    return intakes;
  }

  void started(long nowNanos) {
    startNanos = nowNanos;
  }

  /** All streams of the start are on the board. */
  void complete() {
    complete = true;
  }

  @Override
  public OptionalLong deadline() {
    if (!settled || !flowing) {
      return OptionalLong.of(advancedNanos + START_CHECK_NANOS);
    }
    OptionalLong next = window.deadline();
    for (StreamIntake intake : holding) {
      next = Deadlines.earliest(next, intake.deadline());
    }
    return next;
  }

  @Override
  public void advance(long nowNanos) {
    advancedNanos = nowNanos;
    for (Iterator<StreamIntake> all = holding.iterator(); all.hasNext(); ) {
      StreamIntake intake = all.next();
      intake.advance(nowNanos);
      if (intake.deadline().isEmpty()) {
        all.remove();
      }
    }
    replayed = replayed || hasReplayed(nowNanos);
    if (replayed && !settled && hasSettled(nowNanos)) {
      settled = true;
      onSettled.run();
    }
    flowing = flowing || mayFlow(nowNanos);
    if (flowing) {
      window.release(nowNanos, this::emit);
      handOn();
    }
  }

  private boolean hasReplayed(long nowNanos) {
    return complete && intakes.values().stream().allMatch(intake -> intake.isBurstOver(nowNanos));
  }

  private boolean hasSettled(long nowNanos) {
    return intakes.values().stream().allMatch(intake -> intake.hasSettled(nowNanos));
  }

  /** A stream that is alone waits for no other. */
  private boolean mayFlow(long nowNanos) {
    return replayed
        || !window.waitsForAll()
        || (complete && intakes.size() == 1)
        || nowNanos - startNanos > LONGEST_START_NANOS;
  }

  /**
   * Takes no more signals and hands on everything, however short it has waited.
   *
   * @param isLate when it says so, what has not been processed yet is dropped, and counted
   */
  void finish(long nowNanos, BooleanSupplier isLate) {
    intakes.values().forEach(intake -> intake.finish(nowNanos, isLate));
    window.flush(this::emit);
    handOn();
  }

  /** Where records are left out, no frame is told whole. */
  private void emit(Entry entry) {
    if (entry instanceof LogEvent event) {
      StreamIntake intake = intakes.get(event.worker());
      boolean matches = filter.matches(event);
      if (intake != null) {
        intake.countOutcome(event, matches);
        account.done(event, intake, matches);
      }
      if (matches) {
        batch.add(filter == EntryFilter.ALL ? event : event.as(FramePart.NONE));
      }
    } else {
      batch.add(entry);
    }
  }

  private void handOn() {
    if (!batch.isEmpty()) {
      sink.accept(batch);
      batch = new ArrayList<>();
    }
  }

  PipelineStats stats(List<StreamFailure> failures) {
    List<WorkerStatus> rows = new ArrayList<>(intakes.size());
    intakes.values().forEach(intake -> rows.add(intake.status()));
    return new PipelineStats(rows, failures);
  }

  /** What a later run must know of each stream that is known, of what was handed on by now. */
  Map<WorkerKey, StreamMemory> memories(long nowNanos) {
    Map<WorkerKey, StreamMemory> known = new LinkedHashMap<>();
    intakes.forEach(
        (worker, intake) ->
            intake.memory().now(nowNanos).ifPresent(memory -> known.put(worker, memory)));
    return known;
  }
}
