package dev.logtail.view.tui;

import dev.logtail.view.tui.Position.Standing;
import java.util.OptionalLong;

/**
 * Walks over the lines of a log. The cost of each answer is bounded by the height of the screen and
 * the distance walked.
 */
final class Scroller {
  private final LogView log;
  private final int height;

  /**
   * @param height how many lines are on the screen
   */
  Scroller(LogView log, int height) {
    this.log = log;
    this.height = height;
  }

  /** Where the screen begins. Past the end it is moved back, so that the screen is full. */
  LogLine top(Position position) {
    LogLine bottom = bottom();
    if (!(position instanceof Standing standing)) {
      return bottom;
    }
    OptionalLong held = log.atOrAfter(standing.entry());
    if (held.isEmpty()) {
      return bottom;
    }
    LogLine top = begin(held.getAsLong(), standing);
    return top.isAfter(bottom) ? bottom : top;
  }

  private LogLine begin(long entry, Standing standing) {
    int row = Math.min(standing.row(), height - 1);
    if (row >= 0) {
      return up(new LogLine(entry, 0), row);
    }
    boolean itself = entry == standing.entry();
    return new LogLine(entry, itself ? Math.min(-row, log.lines(entry) - 1) : 0);
  }

  /** Where the screen begins when the newest line is its last. */
  LogLine bottom() {
    OptionalLong newest = log.newest();
    if (newest.isEmpty()) {
      return new LogLine(log.limit(), 0);
    }
    long entry = newest.getAsLong();
    return up(new LogLine(entry, log.lines(entry) - 1), height - 1);
  }

  /** The line {@code lines} above {@code from}, or the first one. */
  LogLine up(LogLine from, int lines) {
    long entry = from.entry();
    int line = from.line() - lines;
    while (line < 0) {
      OptionalLong previous = log.atOrBefore(entry - 1);
      if (previous.isEmpty()) {
        return new LogLine(entry, 0);
      }
      entry = previous.getAsLong();
      line += log.lines(entry);
    }
    return new LogLine(entry, line);
  }

  /** The line {@code lines} below {@code from}, or the last one. */
  LogLine down(LogLine from, int lines) {
    if (log.isEmpty()) {
      return from;
    }
    long entry = from.entry();
    int line = from.line() + lines;
    while (line >= log.lines(entry)) {
      OptionalLong next = log.atOrAfter(entry + 1);
      if (next.isEmpty()) {
        return new LogLine(entry, log.lines(entry) - 1);
      }
      line -= log.lines(entry);
      entry = next.getAsLong();
    }
    return new LogLine(entry, line);
  }

  /** The last line on a screen that begins with {@code top}. */
  LogLine last(LogLine top) {
    return down(top, height - 1);
  }

  /** Standing on what is on row {@code row} of a screen that begins with {@code top}. */
  Standing on(LogLine top, int row) {
    LogLine line = down(top, Math.max(0, Math.min(height - 1, row)));
    return new Standing(line.entry(), rowOf(top, line.entry()));
  }

  /**
   * The row of the first line of {@code entry} on a screen that begins with {@code top}; at least
   * the screen's height when it is below.
   */
  int rowOf(LogLine top, long entry) {
    int row = -top.line();
    OptionalLong next = OptionalLong.of(top.entry());
    while (next.isPresent() && next.getAsLong() < entry && row < height) {
      row += log.lines(next.getAsLong());
      next = log.atOrAfter(next.getAsLong() + 1);
    }
    return row;
  }

  /** True when the first line of {@code entry} is on a screen that begins with {@code top}. */
  boolean isVisible(LogLine top, long entry) {
    LogLine first = new LogLine(entry, 0);
    return !top.isAfter(first) && !first.isAfter(last(top));
  }

  /** Standing on {@code entry} with a third of the screen above it. */
  Standing around(long entry) {
    return new Standing(entry, height / 3);
  }
}
