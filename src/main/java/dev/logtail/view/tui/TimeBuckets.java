package dev.logtail.view.tui;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts records by when they happened. There are never more than {@value #MOST} counts: where
 * records lie further apart than that, each count is of a longer time. For one thread.
 */
final class TimeBuckets {
  static final int MOST = 8192;

  static final long SECOND = 10;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** How much longer each unit is than the one before; the last factor goes on for ever. */
  private static final int[] FACTORS = {10, 10, 6, 10, 6, 24, 10};

  /** How many records of a stretch of time there are, and how many of them are errors. */
  static final class Bucket {
    private int records;
    private int errors;

    int records() {
      return records;
    }

    int errors() {
      return errors;
    }

    private void add(int more, int moreErrors) {
      records += more;
      errors += moreErrors;
    }
  }

  private NavigableMap<Long, Bucket> buckets = new TreeMap<>();
  private long unit = 1;
  private int coarsened;
  private long lastKey;
  private Bucket last = new Bucket();

  /** The tenth of a second that {@code at} is in, counted from 1970. */
  static long tenths(Instant at) {
    return at.getEpochSecond() * SECOND + at.getNano() / 100_000_000;
  }

  /** When the tenth of a second begins that is counted {@code tenths}, as far as time goes. */
  static Instant instant(long tenths) {
    long second = Math.floorDiv(tenths, SECOND);
    return second < Instant.MIN.getEpochSecond()
        ? Instant.MIN
        : Instant.ofEpochSecond(
            Math.min(second, Instant.MAX.getEpochSecond()),
            Math.floorMod(tenths, SECOND) * 100_000_000L);
  }

  void add(long tenths, boolean error) {
    count(Math.floorDiv(tenths, unit), 1, error ? 1 : 0);
    while (buckets.size() > MOST) {
      coarsen();
    }
  }

  /** Takes back what was added. */
  void remove(long tenths, boolean error) {
    count(Math.floorDiv(tenths, unit), -1, error ? -1 : 0);
    if (last.records == 0) {
      buckets.remove(lastKey);
      if (buckets.isEmpty()) {
        clear();
      }
    }
  }

  void clear() {
    buckets.clear();
    last = new Bucket();
    unit = 1;
    coarsened = 0;
  }

  private void count(long key, int records, int errors) {
    if (key != lastKey || last.records == 0) {
      lastKey = key;
      last = buckets.computeIfAbsent(key, absent -> new Bucket());
    }
    last.add(records, errors);
  }

  private void coarsen() {
    int factor = FACTORS[Math.min(coarsened, FACTORS.length - 1)];
    NavigableMap<Long, Bucket> finer = buckets;
    buckets = new TreeMap<>();
    last = new Bucket();
    unit *= factor;
    coarsened++;
    finer.forEach(
        (key, bucket) -> count(Math.floorDiv(key, factor), bucket.records, bucket.errors));
  }

  /** Tenths of a second that each count is of. */
  long unit() {
    return unit;
  }

  /** The counts, none of them 0, by their beginnings in {@link #unit()}s from 1970. */
  NavigableMap<Long, Bucket> counts() {
    return Collections.unmodifiableNavigableMap(buckets);
  }
}
