package dev.logtail.view.tui;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Which columns are which times. All in tenths of a second from 1970.
 *
 * @param unit what times are rounded down to before anything else
 * @param length of a column, a round time that is a multiple of the unit
 * @param first the column that the axis begins with, counted from 1970 in local time
 * @param columns how many there are
 * @param offset of local time
 */
record TimeAxis(long unit, long length, long first, int columns, long offset) {
  static final TimeAxis NONE = new TimeAxis(1, 1, 0, 0, 0);

  private static final long LONGEST = Long.MAX_VALUE / 100;

  /** Times that people count in, rising. */
  static final List<Long> ROUND = round();

  private static List<Long> round() {
    LongStream days =
        LongStream.iterate(10, days1 -> days1 < LONGEST / TimeBuckets.DAY, days1 -> days1 * 10)
            .flatMap(ten -> LongStream.of(ten, ten * 2, ten * 5));
    LongStream.Builder all = LongStream.builder();
    LongStream.of(1, 2, 5).forEach(all);
    LongStream.of(1, 2, 5, 10, 30).map(n -> n * TimeBuckets.SECOND).forEach(all);
    LongStream.of(1, 2, 5, 10, 30).map(n -> n * TimeBuckets.MINUTE).forEach(all);
    LongStream.of(1, 2, 6, 12).map(n -> n * TimeBuckets.HOUR).forEach(all);
    LongStream.concat(LongStream.of(1, 2, 5), days).map(n -> n * TimeBuckets.DAY).forEach(all);
    return all.build().boxed().toList();
  }

  /** The axis from {@code from} to {@code to}, both included, in at most {@code most} columns. */
  static TimeAxis of(long from, long to, long unit, int most, long offset) {
    for (long length : ROUND) {
      long first = Math.floorDiv(from + offset, length);
      long columns = Math.floorDiv(to + offset, length) - first + 1;
      if (length % unit == 0 && columns <= most) {
        return new TimeAxis(unit, length, first, (int) columns, offset);
      }
    }
    return NONE;
  }

  /** The column of a time: negative before the axis, at least {@link #columns()} behind it. */
  long columnOf(long tenths) {
    long rounded = Math.floorDiv(tenths, unit) * unit;
    return Math.floorDiv(rounded + offset, length) - first;
  }

  /** When a column begins. */
  long begin(long column) {
    return (first + column) * length - offset;
  }

  /** For example {@code 10 s}. */
  String lengthText() {
    long[] units = {TimeBuckets.DAY, TimeBuckets.HOUR, TimeBuckets.MINUTE, TimeBuckets.SECOND};
    String[] names = {length == TimeBuckets.DAY ? " day" : " days", " h", " min", " s"};
    for (int i = 0; i < units.length; i++) {
      if (length >= units[i]) {
        return Figures.count(length / units[i]) + names[i];
      }
    }
    return length * 100 + " ms";
  }
}
