package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * When each match happened: keeps a stamp a match, so that what is evicted can be taken from the
 * counts, and counts all that belong to the picture. For one thread.
 */
final class TimeTally implements Tally {
  private static final long ERROR = 1;
  private static final long WITHHELD = 2;
  private static final int FLAGS = 2;

  /** Of the same matches, always brought up to date first. */
  private final NumberDeque numbers;

  /** Of each match its tenth of a second, and two flags below it. */
  private final LongRing stamps = new LongRing();

  private final TimeBuckets counts = new TimeBuckets();
  private LongPredicate withheld = number -> false;

  TimeTally(NumberDeque numbers) {
    this.numbers = numbers;
  }

  TimeBuckets counts() {
    return counts;
  }

  /**
   * From now on {@code number}s that it is true of don't count; nothing changes for those known.
   */
  void withhold(LongPredicate later) {
    withheld = later;
  }

  /** Counts exactly those that nothing is withheld of now. */
  void recount() {
    for (int i = 0; i < stamps.size(); i++) {
      long stamp = stamps.get(i);
      long now = flagged(stamp & ~WITHHELD, numbers.at(i));
      if (now != stamp) {
        uncount(stamp);
        count(now);
        stamps.set(i, now);
      }
    }
  }

  @Override
  public void addLast(long number, Entry entry) {
    stamps.addLast(counted(number, entry));
  }

  @Override
  public void addFirst(long number, Entry entry) {
    stamps.addFirst(counted(number, entry));
  }

  @Override
  public void renumber(Renumbering moved, long[] added, Snapshot held) {
    int from = stamps.size() - 1;
    for (int i = 0; i < added.length; i++) {
      stamps.addLast(0);
    }
    int to = stamps.size() - 1;
    for (int next = added.length - 1; next >= 0; next--, to--) {
      int place = (int) numbers.countBefore(added[next]);
      for (; to > place; to--, from--) {
        stamps.set(to, stamps.get(from));
      }
      stamps.set(to, counted(added[next], held.get(added[next])));
    }
  }

  @Override
  public void removeBefore(long first) {
    int gone = stamps.size() - (int) numbers.count();
    for (int i = 0; i < gone; i++) {
      uncount(stamps.get(i));
    }
    stamps.removeFirst(gone);
  }

  @Override
  public void clear() {
    stamps.clear();
    counts.clear();
  }

  /**
   * The first match in the picture from {@code from} on and before {@code end}, both in tenths of a
   * second.
   *
   * @param error whether only errors are wanted
   */
  OptionalLong first(long from, long end, boolean error) {
    for (int i = 0; i < stamps.size(); i++) {
      long stamp = stamps.get(i);
      long tenths = stamp >> FLAGS;
      boolean wanted = (stamp & WITHHELD) == 0 && (!error || (stamp & ERROR) != 0);
      if (wanted && tenths >= from && tenths < end) {
        return OptionalLong.of(numbers.at(i));
      }
    }
    return OptionalLong.empty();
  }

  private long counted(long number, Entry entry) {
    long stamp = TimeBuckets.tenths(entry.at()) << FLAGS | (entry.isError() ? ERROR : 0);
    long flagged = flagged(stamp, number);
    count(flagged);
    return flagged;
  }

  private long flagged(long stamp, long number) {
    return withheld.test(number) ? stamp | WITHHELD : stamp;
  }

  private void count(long stamp) {
    if ((stamp & WITHHELD) == 0) {
      counts.add(stamp >> FLAGS, (stamp & ERROR) != 0);
    }
  }

  private void uncount(long stamp) {
    if ((stamp & WITHHELD) == 0) {
      counts.remove(stamp >> FLAGS, (stamp & ERROR) != 0);
    }
  }
}
