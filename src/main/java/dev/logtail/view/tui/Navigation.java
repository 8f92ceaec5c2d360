package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Target;
import dev.logtail.view.tui.Position.At;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Moves through the log: pure, each method returns the state that follows. */
final class Navigation {
  private static final int SIDESTEP = 8;

  private final ConsoleState state;
  private final LogView log;
  private final Scroller scroller;
  private final int height;

  Navigation(ConsoleState state, LogView log) {
    this.state = state;
    this.log = log;
    this.height = Math.max(1, ConsoleLayout.of(state.display()).log().rows());
    this.scroller = new Scroller(log, height);
  }

  ConsoleState move(Motion motion) {
    return switch (motion) {
      case LINE_UP -> up(1);
      case HALF_UP -> up(Math.max(1, height / 2));
      case PAGE_UP -> up(Math.max(1, height - 1));
      case LINE_DOWN -> down(1);
      case HALF_DOWN -> down(Math.max(1, height / 2));
      case PAGE_DOWN -> down(Math.max(1, height - 1));
      case TOP -> state.withPosition(new At(log.held().first(), 0));
      case BOTTOM -> follow();
      case LEFT -> sideways(-SIDESTEP);
      case RIGHT -> sideways(SIDESTEP);
    };
  }

  private ConsoleState up(int lines) {
    At top = scroller.top(state.position());
    return state.withPosition(log.isEmpty() ? top : scroller.up(top, lines));
  }

  private ConsoleState down(int lines) {
    if (state.isFollowing() || log.isEmpty()) {
      return state;
    }
    At top = scroller.top(scroller.down(scroller.top(state.position()), lines));
    return seeing(state.withPosition(top), top);
  }

  private ConsoleState seeing(ConsoleState moved, At top) {
    long last = scroller.last(top).entry();
    return moved.withSeen(Math.max(moved.seen(), last + 1));
  }

  private ConsoleState sideways(int columns) {
    Display display = state.display();
    return display.wrap()
        ? state.withMessage("lines are wrapped: w unwraps")
        : state.withDisplay(display.withColumn(display.column() + columns));
  }

  /** Goes to the end and stays there. */
  ConsoleState follow() {
    return state.withPosition(new Position.Following()).withSeen(log.limit());
  }

  /** Stays where the end is now. */
  ConsoleState stay() {
    return state.withPosition(scroller.top(state.position()));
  }

  /**
   * Keeps what a jump went to where it is on the screen, though entries were inserted above it; the
   * top stays otherwise.
   */
  ConsoleState steady(Renumbering moved) {
    if (moved.isNone() || state.current().isEmpty() || !(state.position() instanceof At top)) {
      return state;
    }
    long current = state.current().getAsLong();
    OptionalLong entry = log.atOrAfter(top.entry());
    int above = entry.equals(OptionalLong.of(top.entry())) ? -top.line() : 0;
    boolean pushed = false;
    while (entry.isPresent() && entry.getAsLong() < current && above < height) {
      boolean inserted = moved.isInserted(entry.getAsLong());
      pushed |= inserted;
      above += inserted ? 0 : log.lines(entry.getAsLong());
      entry = log.atOrAfter(entry.getAsLong() + 1);
    }
    boolean visible = entry.equals(state.current()) && above >= 0 && above < height;
    return pushed && visible ? state.withPosition(scroller.up(new At(current, 0), above)) : state;
  }

  ConsoleState seek(Target target, boolean forward) {
    if (target == Target.ERROR) {
      return seek(forward, this::errorFrom, this::errorUpTo, "error");
    }
    if (state.search().isEmpty()) {
      return state.withMessage("nothing is searched for yet: / searches");
    }
    return seek(forward, log::matchAtOrAfter, log::matchAtOrBefore, "match");
  }

  private ConsoleState seek(
      boolean forward,
      LongFunction<OptionalLong> from,
      LongFunction<OptionalLong> upTo,
      String what) {
    OptionalLong found = forward ? from.apply(firstToTry()) : upTo.apply(lastToTry());
    if (found.isPresent()) {
      return show(found.getAsLong());
    }
    return state.withMessage(
        log.examined()
            ? "no " + what + (forward ? " further down" : " further up")
            : "still looking for a " + what + ": try again");
  }

  /** A jump goes on from the last one while that is on the screen, else from the screen's top. */
  private OptionalLong visibleCurrent() {
    At top = scroller.top(state.position());
    boolean visible =
        state.current().isPresent()
            && !log.isEmpty()
            && scroller.isVisible(top, state.current().getAsLong());
    return visible ? state.current() : OptionalLong.empty();
  }

  private long firstToTry() {
    OptionalLong current = visibleCurrent();
    return current.isPresent() ? current.getAsLong() + 1 : scroller.top(state.position()).entry();
  }

  private long lastToTry() {
    OptionalLong current = visibleCurrent();
    if (current.isPresent()) {
      return current.getAsLong() - 1;
    }
    At top = scroller.top(state.position());
    return state.isFollowing() ? scroller.last(top).entry() : top.entry() - 1;
  }

  /** Jumps to the match nearest to where the search was begun, downwards if there is one. */
  ConsoleState firstMatch() {
    long top = scroller.top(state.position()).entry();
    OptionalLong below = log.matchAtOrAfter(top);
    OptionalLong found = below.isPresent() ? below : log.matchAtOrBefore(top);
    return found.isPresent() ? show(found.getAsLong()) : state;
  }

  private ConsoleState show(long entry) {
    At top = scroller.top(state.position());
    At best = scroller.isVisible(top, entry) ? top : scroller.top(scroller.around(entry));
    return seeing(state.withCurrent(OptionalLong.of(entry)).withPosition(best), best);
  }

  private OptionalLong errorFrom(long number) {
    OptionalLong next = log.atOrAfter(number);
    while (next.isPresent() && !isError(log.entry(next.getAsLong()))) {
      next = log.atOrAfter(next.getAsLong() + 1);
    }
    return next;
  }

  private OptionalLong errorUpTo(long number) {
    OptionalLong previous = log.atOrBefore(number);
    while (previous.isPresent() && !isError(log.entry(previous.getAsLong()))) {
      previous = log.atOrBefore(previous.getAsLong() - 1);
    }
    return previous;
  }

  private static boolean isError(Entry entry) {
    return entry instanceof LogEvent event
        && event.level().severity().compareTo(Severity.ERROR) >= 0;
  }
}
