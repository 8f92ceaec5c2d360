package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * What the filters let through, and what the panes that are on make of it, found out in one pass.
 * Without filters and such panes it costs nothing. For one thread.
 */
final class ShownEntries {
  /**
   * What is made of the entries besides.
   *
   * @param times when they happened
   * @param workers whose they are
   */
  record Wanted(boolean times, boolean workers) {
    static final Wanted NOTHING = new Wanted(false, false);

    /** Whether nothing more is wanted than is in {@code other}. */
    boolean isIn(Wanted other) {
      return (other.times || !times) && (other.workers || !workers);
    }
  }

  private FilterSet filters = FilterSet.NONE;
  private Wanted wanted = Wanted.NOTHING;
  private Optional<MatchIndex> index = Optional.empty();
  private Optional<TimeTally> times = Optional.empty();
  private Optional<WorkerTally> workers = Optional.empty();

  /** What the same filters let through, known before something more was wanted of it. */
  private Optional<MatchIndex> before = Optional.empty();

  /** Which entries are not in the picture yet, though they are shown. */
  private LongPredicate withheld = number -> false;

  /** Takes other filters, or makes more or less of what they let through. */
  void turnTo(FilterSet now, Wanted more) {
    boolean refiltered = !now.letsThroughAs(filters);
    boolean unneeded = now.isNone() && more.equals(Wanted.NOTHING);
    filters = now;
    if (refiltered || unneeded) {
      before = Optional.empty();
      begin(unneeded ? Optional.empty() : Optional.of(new MatchIndex(LogCondition.of(now))), more);
    } else if (!more.isIn(wanted)) {
      before = now.isNone() ? Optional.empty() : index;
      begin(Optional.of(new MatchIndex(LogCondition.of(now))), more);
    } else {
      drop(more);
    }
    wanted = more;
  }

  private void begin(Optional<MatchIndex> fresh, Wanted more) {
    index = fresh;
    times = fresh.filter(some -> more.times()).map(some -> some.with(TimeTally::new));
    workers =
        fresh.filter(some -> more.workers()).map(some -> some.with(numbers -> new WorkerTally()));
    times.ifPresent(tally -> tally.withhold(withheld));
  }

  private void drop(Wanted rest) {
    Optional<Tally> noTimes = times.filter(tally -> !rest.times()).map(Tally.class::cast);
    Optional<Tally> noWorkers = workers.filter(tally -> !rest.workers()).map(Tally.class::cast);
    index.ifPresent(
        some -> Stream.of(noTimes, noWorkers).flatMap(Optional::stream).forEach(some::without));
    times = times.filter(tally -> rest.times());
    workers = workers.filter(tally -> rest.workers());
  }

  void renumber(Renumbering moved, Snapshot held) {
    index.ifPresent(some -> some.renumber(moved, held));
    before.ifPresent(some -> some.renumber(moved, held));
  }

  /** Leaves out of the counts what comes from now on and has a number that this is true of. */
  void withhold(LongPredicate numbers) {
    withheld = numbers;
    times.ifPresent(tally -> tally.withhold(numbers));
  }

  /** Counts exactly those entries that are not withheld now. */
  void recount() {
    times.ifPresent(TimeTally::recount);
  }

  void extend(Snapshot held, BooleanSupplier enough) {
    before.ifPresent(some -> some.extend(held, enough));
    index.ifPresent(some -> some.extend(held, enough));
    if (isComplete()) {
      before = Optional.empty();
    }
  }

  boolean isComplete() {
    return index.map(MatchIndex::isComplete).orElse(true);
  }

  /** Those that the filters let through. */
  EntryNumbers numbers(Snapshot held) {
    return filters.isNone() || index.isEmpty()
        ? EntryNumbers.range(held.first(), held.end())
        : before.orElse(index.get()).matches();
  }

  Optional<TimeTally> times() {
    return times;
  }

  /** Those of {@code worker}, where that was wanted. */
  EntryNumbers of(WorkerKey worker) {
    return workers.map(tally -> tally.of(worker)).orElse(EntryNumbers.NONE);
  }
}
