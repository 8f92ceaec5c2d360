package dev.logtail.view.tui;

import java.util.OptionalLong;

/** Numbers of entries in rising order, to be walked and counted without being copied. */
interface EntryNumbers {
  EntryNumbers NONE = range(0, 0);

  /** The least one that is at least {@code number}. */
  OptionalLong atOrAfter(long number);

  /** The greatest one that is at most {@code number}. */
  OptionalLong atOrBefore(long number);

  /** How many are less than {@code number}. */
  long countBefore(long number);

  /** How many there are. */
  long count();

  /** The one that {@code index} others are less than. */
  long at(long index);

  /** All numbers from {@code first} up to, not including, {@code end}. */
  static EntryNumbers range(long first, long end) {
    return new Range(first, Math.max(first, end));
  }

  /** Every number of a range. */
  record Range(long first, long end) implements EntryNumbers {
    @Override
    public OptionalLong atOrAfter(long number) {
      return number < end ? OptionalLong.of(Math.max(first, number)) : OptionalLong.empty();
    }

    @Override
    public OptionalLong atOrBefore(long number) {
      return number >= first && end > first
          ? OptionalLong.of(Math.min(end - 1, number))
          : OptionalLong.empty();
    }

    @Override
    public long countBefore(long number) {
      return Math.max(0, Math.min(end, number) - first);
    }

    @Override
    public long count() {
      return end - first;
    }

    @Override
    public long at(long index) {
      return first + index;
    }
  }
}
