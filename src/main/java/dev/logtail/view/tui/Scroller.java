package dev.logtail.view.tui;

import dev.logtail.view.tui.Position.At;
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
  At top(Position position) {
    At bottom = bottom();
    if (!(position instanceof At at)) {
      return bottom;
    }
    OptionalLong held = log.atOrAfter(at.entry());
    if (held.isEmpty()) {
      return bottom;
    }
    long entry = held.getAsLong();
    int line = entry == at.entry() ? Math.min(at.line(), log.lines(entry) - 1) : 0;
    At top = new At(entry, line);
    return top.isAfter(bottom) ? bottom : top;
  }

  /** Where the screen begins when the newest line is its last. */
  At bottom() {
    OptionalLong newest = log.newest();
    if (newest.isEmpty()) {
      return new At(log.limit(), 0);
    }
    long entry = newest.getAsLong();
    return up(new At(entry, log.lines(entry) - 1), height - 1);
  }

  /** The line {@code lines} above {@code from}, or the first one. */
  At up(At from, int lines) {
    long entry = from.entry();
    int line = from.line() - lines;
    while (line < 0) {
      OptionalLong previous = log.atOrBefore(entry - 1);
      if (previous.isEmpty()) {
        return new At(entry, 0);
      }
      entry = previous.getAsLong();
      line += log.lines(entry);
    }
    return new At(entry, line);
  }

  /** The line {@code lines} below {@code from}, or the last one. */
  At down(At from, int lines) {
    if (log.isEmpty()) {
      return from;
    }
    long entry = from.entry();
    int line = from.line() + lines;
    while (line >= log.lines(entry)) {
      OptionalLong next = log.atOrAfter(entry + 1);
      if (next.isEmpty()) {
        return new At(entry, log.lines(entry) - 1);
      }
      line -= log.lines(entry);
      entry = next.getAsLong();
    }
    return new At(entry, line);
  }

  /** The last line on a screen that begins with {@code top}. */
  At last(At top) {
    return down(top, height - 1);
  }

  /** True when the first line of {@code entry} is on a screen that begins with {@code top}. */
  boolean isVisible(At top, long entry) {
    At first = new At(entry, 0);
    return !top.isAfter(first) && !first.isAfter(last(top));
  }

  /** Where to begin so that {@code entry} can be read, with a third of the screen above it. */
  At around(long entry) {
    return up(new At(entry, 0), height / 3);
  }
}
