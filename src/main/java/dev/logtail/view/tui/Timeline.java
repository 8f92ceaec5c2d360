package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.view.tui.TimeBuckets.Bucket;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How many of the shown records, and how many errors among them, happened when: a column a bucket.
 * It covers all of them, unless nearly all would be squeezed into an eighth of it for the sake of
 * few that bear strange times: those are only counted. Good until the next look.
 */
final class Timeline {
  static final Timeline NONE = new Timeline(TimeAxis.NONE);

  /** One in so many may be left out at each end. */
  private static final int RARE = 50;

  private static final int MOST_SQUEEZED = 8;

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private final TimeAxis axis;
  private final int[] records;
  private final int[] errors;
  private long outside;
  private TimeTally tally = new TimeTally(new NumberDeque());

  private Timeline(TimeAxis axis) {
    this.axis = axis;
    this.records = new int[axis.columns()];
    this.errors = new int[axis.columns()];
  }

  /**
   * @param columns how many fit
   * @param zone whose hours and days the columns keep to
   */
  static Timeline of(TimeTally tally, int columns, ZoneId zone) {
    TimeBuckets counts = tally.counts();
    if (counts.counts().isEmpty() || columns < 1) {
      return NONE;
    }
    long unit = counts.unit();
    NavigableMap<Long, Bucket> bulk = bulk(counts);
    long from = bulk.firstKey() * unit;
    long to = bulk.lastKey() * unit;
    Timeline timeline = new Timeline(TimeAxis.of(from, to, unit, columns, offset(zone, to)));
    timeline.tally = tally;
    counts.counts().forEach((key, bucket) -> timeline.add(key * unit, bucket));
    return timeline;
  }

  /** Of local time at {@code tenths}, in tenths too; none in years that zones know nothing of. */
  private static long offset(ZoneId zone, long tenths) {
    Instant at = TimeBuckets.instant(tenths);
    boolean ruled = !at.isBefore(FIRST) && at.isBefore(END);
    return ruled ? zone.getRules().getOffset(at).getTotalSeconds() * TimeBuckets.SECOND : 0;
  }

  private void add(long tenths, Bucket bucket) {
    long column = axis.columnOf(tenths);
    if (column < 0 || column >= records.length) {
      outside += bucket.records();
    } else {
      records[(int) column] += bucket.records();
      errors[(int) column] += bucket.errors();
    }
  }

  /** The buckets that are worth a place on the axis. */
  private static NavigableMap<Long, Bucket> bulk(TimeBuckets counts) {
    NavigableMap<Long, Bucket> all = counts.counts();
    long total = all.values().stream().mapToLong(Bucket::records).sum();
    long rare = Math.max(1, total / RARE);
    long low = behind(all, rare);
    long high = behind(all.descendingMap(), rare);
    if (low > high || total <= 2 * rare) {
      return all;
    }
    long most =
        Math.max(
            TimeBuckets.HOUR / counts.unit(), Math.multiplyExact(high - low + 1, MOST_SQUEEZED));
    while (true) {
      Long below = all.lowerKey(low);
      Long above = all.higherKey(high);
      boolean downwards = above == null || (below != null && low - below <= above - high);
      Long next = downwards ? below : above;
      if (next == null || Math.max(high, next) - Math.min(low, next) > most) {
        return all.subMap(low, true, high, true);
      }
      low = Math.min(low, next);
      high = Math.max(high, next);
    }
  }

  /** The first bucket that is not among the first {@code rare} records. */
  private static long behind(NavigableMap<Long, Bucket> buckets, long rare) {
    long passed = 0;
    for (Map.Entry<Long, Bucket> bucket : buckets.entrySet()) {
      passed += bucket.getValue().records();
      if (passed > rare) {
        return bucket.getKey();
      }
    }
    return buckets.lastKey();
  }

  TimeAxis axis() {
    return axis;
  }

  int columns() {
    return records.length;
  }

  int records(int column) {
    return records[column];
  }

  int errors(int column) {
    return errors[column];
  }

  /** How many shown records there is no column for. */
  long outside() {
    return outside;
  }

  /** The column of {@code entry}; -1 before the axis, {@link #columns()} behind it. */
  int columnOf(Entry entry) {
    long column = axis.columnOf(TimeBuckets.tenths(entry.at()));
    return (int) Math.max(-1, Math.min(columns(), column));
  }

  /** The next column after or before {@code column} that has records, or errors. */
  OptionalInt next(int column, boolean forward, boolean withErrors) {
    int[] wanted = withErrors ? errors : records;
    int step = forward ? 1 : -1;
    for (int next = column + step; next >= 0 && next < wanted.length; next += step) {
      if (wanted[next] > 0) {
        return OptionalInt.of(next);
      }
    }
    return OptionalInt.empty();
  }

  /** The number of the first record of {@code column}, or of the first error in it. */
  OptionalLong first(int column, boolean error) {
    return tally.first(axis.begin(column), axis.begin(column + 1), error);
  }
}
