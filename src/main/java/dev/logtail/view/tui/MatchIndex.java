package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Condition;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Scan;
import dev.logtail.pipeline.store.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which entries of the store match a condition, found out a slice at a time: new entries first,
 * then from the newest to the oldest, so that the end of the log is right at once.
 *
 * <pre>
 *   store      |first ........................ end|
 *   examined            |low ........... high|          grows both ways, oldest fall off
 * </pre>
 *
 * For one thread.
 */
final class MatchIndex {
  /** How much a scan does between two looks at the clock. */
  private static final int STRIDE = 256;

  private final Condition condition;
  private final NumberDeque matches = new NumberDeque();
  private final List<Tally> tallies = new ArrayList<>();
  private long low = -1;
  private long high = -1;
  private boolean complete;

  /** Since the last look at the clock. */
  private long effort;

  MatchIndex(Condition condition) {
    this.condition = condition;
  }

  MatchIndex(Predicate<Entry> condition) {
    this(Condition.of(condition));
  }

  /** Makes {@code tally} of the matches too. Before the first {@link #extend}. */
  <T extends Tally> T with(Function<NumberDeque, T> tally) {
    T added = tally.apply(matches);
    tallies.add(added);
    return added;
  }

  /** Makes no {@code tally} any more. */
  void without(Tally tally) {
    tallies.remove(tally);
  }

  /**
   * Examines more entries of {@code held} until all are, or until {@code enough} says so.
   *
   * @return true when an entry was examined or forgotten
   */
  boolean extend(Snapshot held, BooleanSupplier enough) {
    boolean forgot = forgetEvicted(held);
    long before = high - low;
    Scan scan = new Scan(held, condition);
    boolean inTime = forward(held, scan, enough) && backward(held, scan, enough);
    complete = inTime || (high == held.end() && low == held.first());
    return forgot || high - low != before;
  }

  /**
   * Follows entries to their new numbers and examines those inserted between examined ones. Before
   * the next {@link #extend}.
   */
  void renumber(Renumbering moved, Snapshot held) {
    if (!moved.isComplete()) {
      low = -1;
    }
    if (low < 0) {
      return;
    }
    high = moved.ofEnd(high);
    low = Math.min(high, moved.of(low));
    long[] added =
        Arrays.stream(moved.inserted())
            .filter(number -> number > low && number < high && number >= held.first())
            .filter(new Scan(held, condition)::test)
            .toArray();
    matches.renumber(moved, added);
    tallies.forEach(tally -> tally.renumber(moved, added, held));
  }

  private boolean forgetEvicted(Snapshot held) {
    if (low < 0 || held.first() > high) {
      matches.clear();
      tallies.forEach(Tally::clear);
      low = held.end();
      high = held.end();
      return true;
    }
    if (held.first() > low) {
      matches.removeBefore(held.first());
      tallies.forEach(tally -> tally.removeBefore(held.first()));
      low = held.first();
      return true;
    }
    return false;
  }

  private boolean forward(Snapshot held, Scan scan, BooleanSupplier enough) {
    while (high < held.end()) {
      Optional<Entry> match = scan.match(high);
      if (match.isPresent()) {
        addLast(high, match.get());
      }
      high++;
      effort += scan.effort();
      if (isPause() && enough.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private boolean isPause() {
    if (effort < STRIDE) {
      return false;
    }
    effort = 0;
    return true;
  }

  private void addLast(long number, Entry entry) {
    matches.addLast(number);
    for (Tally tally : tallies) {
      tally.addLast(number, entry);
    }
  }

  private void addFirst(long number, Entry entry) {
    matches.addFirst(number);
    for (Tally tally : tallies) {
      tally.addFirst(number, entry);
    }
  }

  private boolean backward(Snapshot held, Scan scan, BooleanSupplier enough) {
    while (low > held.first()) {
      low--;
      Optional<Entry> match = scan.match(low);
      if (match.isPresent()) {
        addFirst(low, match.get());
      }
      effort += scan.effort();
      if (isPause() && enough.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** The matches found so far, up to date until the next {@link #extend}. */
  EntryNumbers matches() {
    return matches;
  }

  /** True when every entry held at the last {@link #extend} has been examined. */
  boolean isComplete() {
    return complete;
  }
}
