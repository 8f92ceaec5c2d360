package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Target;
import dev.logtail.view.tui.Mode.Browsing;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Moves through the log along the timeline. Pure. */
final class Travel {
  private static final int FAR = 10;

  private final ConsoleState state;
  private final LogView log;
  private final Timeline timeline;
  private final Navigation navigation;

  Travel(ConsoleState state, LogView log) {
    this.state = state;
    this.log = log;
    this.timeline = log.timeline();
    this.navigation = new Navigation(state, log);
  }

  /** The column of the record that one is on; -1 where that is before the first column. */
  int column() {
    OptionalLong here = navigation.selected();
    return here.isEmpty() ? -1 : timeline.columnOf(log.entry(here.getAsLong()));
  }

  /** What {@code action} does here; empty for what it does in the log. */
  Optional<ConsoleState> answer(ConsoleAction action) {
    if (action instanceof ConsoleAction.Accept) {
      return Optional.of(state.withMode(new Browsing()));
    }
    if (action instanceof ConsoleAction.Seek seek && seek.target() == Target.ERROR) {
      return Optional.of(go(column(), seek.forward() ? 1 : -1, true));
    }
    return action instanceof ConsoleAction.Move move ? move(move.motion()) : Optional.empty();
  }

  private Optional<ConsoleState> move(Motion motion) {
    return switch (motion) {
      case RIGHT -> Optional.of(go(column(), 1, false));
      case LEFT -> Optional.of(go(column(), -1, false));
      case HALF_DOWN, PAGE_DOWN -> Optional.of(go(column(), FAR, false));
      case HALF_UP, PAGE_UP -> Optional.of(go(column(), -FAR, false));
      case TOP -> Optional.of(go(-1, 1, false));
      case BOTTOM, LINE_DOWN, LINE_UP, SCROLL_DOWN, SCROLL_UP -> Optional.empty();
    };
  }

  /** So many columns with records on from {@code column}, or as far as there are any. */
  private ConsoleState go(int column, int steps, boolean errors) {
    boolean forward = steps > 0;
    OptionalLong found = OptionalLong.empty();
    OptionalInt next = timeline.next(column, forward, errors);
    for (int left = Math.abs(steps); left > 0 && next.isPresent(); ) {
      OptionalLong first = reached(column, next.getAsInt(), forward, errors);
      if (first.isPresent()) {
        found = first;
        left--;
      }
      next = timeline.next(next.getAsInt(), forward, errors);
    }
    return found.isPresent()
        ? navigation.show(found.getAsLong())
        : state.withMessage(
            (errors ? "no errors " : "no records ") + (forward ? "later" : "earlier"));
  }

  /** The record to go to for a column: none where that is not further on in this log. */
  private OptionalLong reached(int from, int column, boolean forward, boolean errors) {
    OptionalLong first = timeline.first(column, errors);
    OptionalLong shown =
        first.isPresent() ? log.atOrAfter(first.getAsLong()) : OptionalLong.empty();
    if (shown.isEmpty()) {
      return shown;
    }
    int there = timeline.columnOf(log.entry(shown.getAsLong()));
    return (forward ? there > from : there < from) ? shown : OptionalLong.empty();
  }
}
