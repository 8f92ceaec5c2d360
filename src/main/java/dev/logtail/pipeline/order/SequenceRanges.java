package dev.logtail.pipeline.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** A set of numbers, kept as ranges; forgets the lowest of more than a thousand. */
final class SequenceRanges {
  private static final int MOST = 1024;

  /** First number of each range to its last one; no two touch. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  private long forgotten = Long.MIN_VALUE;

  SequenceRanges() {}

  /** The set that an earlier run remembered. */
  SequenceRanges(Remembered.Ranges before) {
    forgotten = before.forgotten();
    before.ranges().forEach(range -> add(range.first(), range.last()));
  }

  /** The set as a value, without {@code left}. */
  Remembered.Ranges without(SortedSet<Long> left) {
    List<Remembered.Range> kept = new ArrayList<>(ranges.size());
    ranges.forEach(
        (first, last) -> {
          long start = first;
          for (long number : left.subSet(first, last + 1)) {
            if (number > start) {
              kept.add(new Remembered.Range(start, number - 1));
            }
            start = number + 1;
          }
          if (start <= last) {
            kept.add(new Remembered.Range(start, last));
          }
        });
    return new Remembered.Ranges(forgotten, kept);
  }

  boolean contains(long number) {
    Map.Entry<Long, Long> range = ranges.floorEntry(number);
    return range != null && number <= range.getValue();
  }

  /** True for numbers about which nothing is known any more. */
  boolean mayBeForgotten(long number) {
    return number <= forgotten;
  }

  void add(long number) {
    add(number, number);
  }

  /** Adds all numbers from {@code first} to {@code last}. */
  void add(long first, long last) {
    long start = first;
    long end = last;
    Map.Entry<Long, Long> near = ranges.floorEntry(last + 1);
    while (near != null && near.getValue() >= first - 1) {
      start = Math.min(start, near.getKey());
      end = Math.max(end, near.getValue());
      ranges.remove(near.getKey());
      near = ranges.floorEntry(last + 1);
    }
    ranges.put(start, end);
    if (ranges.size() > MOST) {
      forgotten = ranges.pollFirstEntry().getValue();
    }
  }

  /** The first number from {@code start} on that is not of the set. */
  long firstMissing(long start) {
    Map.Entry<Long, Long> range = ranges.floorEntry(start);
    return range != null && start <= range.getValue() ? range.getValue() + 1 : start;
  }

  /** How many numbers from {@code start} to before {@code end} are not of the set. */
  long countMissing(long start, long end) {
    long missing = end - start;
    Map.Entry<Long, Long> first = ranges.floorEntry(start);
    long from = first == null ? start : first.getKey();
    for (Map.Entry<Long, Long> range : ranges.subMap(from, end).entrySet()) {
      missing -= Math.max(0, Math.min(end, range.getValue() + 1) - Math.max(start, range.getKey()));
    }
    return missing;
  }
}
