package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Target;
import dev.logtail.view.tui.Position.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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
    int page = Math.max(1, height - 1);
    int half = Math.max(1, height / 2);
    return switch (motion) {
      case LINE_UP -> stepUp();
      case LINE_DOWN -> stepDown();
      case HALF_UP -> turn(-half);
      case PAGE_UP -> turn(-page);
      case HALF_DOWN -> turn(half);
      case PAGE_DOWN -> turn(page);
      case SCROLL_UP -> scroll(-1);
      case SCROLL_DOWN -> scroll(1);
      case TOP -> standing(new Standing(log.atOrAfter(0).orElse(log.held().first()), 0));
      case BOTTOM -> follow();
      case LEFT -> sideways(-SIDESTEP);
      case RIGHT -> sideways(SIDESTEP);
    };
  }

  /** On which record one is, and on which row. While following that is the newest. */
  private Standing here() {
    LogLine top = scroller.top(state.position());
    if (state.position() instanceof Standing standing) {
      long entry = log.atOrAfter(standing.entry()).orElse(log.newest().orElse(standing.entry()));
      return new Standing(entry, scroller.rowOf(top, entry));
    }
    long newest = log.newest().orElse(log.limit());
    return new Standing(newest, scroller.rowOf(top, newest));
  }

  /** To the record above; inside one that begins above the screen, a line. */
  private ConsoleState stepUp() {
    Standing here = here();
    if (here.row() < 0) {
      return standing(new Standing(here.entry(), here.row() + 1));
    }
    OptionalLong above = log.atOrBefore(here.entry() - 1);
    if (above.isEmpty()) {
      return standing(here);
    }
    int row = here.row() - log.lines(above.getAsLong());
    return standing(new Standing(above.getAsLong(), here.row() == 0 ? row + 1 : row));
  }

  /** To the record below; inside one that ends below the screen, a line. */
  private ConsoleState stepDown() {
    if (state.isFollowing() || log.isEmpty()) {
      return state;
    }
    Standing here = here();
    int next = here.row() + log.lines(here.entry());
    if (next > height) {
      return standing(new Standing(here.entry(), here.row() - 1));
    }
    OptionalLong below = log.atOrAfter(here.entry() + 1);
    return below.isEmpty()
        ? standing(here)
        : standing(new Standing(below.getAsLong(), next == height ? next - 1 : next));
  }

  /** Turns the page by {@code lines}; what one is on then is on the same row of the screen. */
  private ConsoleState turn(int lines) {
    if (log.isEmpty() || (state.isFollowing() && lines > 0)) {
      return lines < 0 ? standing(here()) : state;
    }
    LogLine before = scroller.top(state.position());
    LogLine top = moved(before, lines);
    if (top.equals(before)) {
      return standing(scroller.on(top, lines < 0 ? 0 : height - 1));
    }
    return standing(scroller.on(top, here().row()));
  }

  /** Scrolls by {@code lines}; what one is on stays the same while it is on the screen. */
  private ConsoleState scroll(int lines) {
    if (log.isEmpty() || (state.isFollowing() && lines > 0)) {
      return lines < 0 ? standing(here()) : state;
    }
    LogLine top = moved(scroller.top(state.position()), lines);
    int row = scroller.rowOf(top, here().entry());
    boolean visible = !top.isAfter(new LogLine(here().entry(), 0)) && row < height;
    return standing(
        visible ? new Standing(here().entry(), row) : scroller.on(top, lines < 0 ? height - 1 : 0));
  }

  private LogLine moved(LogLine top, int lines) {
    if (lines < 0) {
      return scroller.up(top, -lines);
    }
    LogLine bottom = scroller.bottom();
    LogLine down = scroller.down(top, lines);
    return down.isAfter(bottom) ? bottom : down;
  }

  private ConsoleState standing(Standing there) {
    ConsoleState moved = state.withPosition(there);
    long last = scroller.last(scroller.top(there)).entry();
    return log.isEmpty() ? moved : moved.withSeen(Math.max(moved.seen(), last + 1));
  }

  private ConsoleState sideways(int columns) {
    Display display = state.display();
    return display.writing().wrap()
        ? state.withMessage("lines are wrapped: w unwraps")
        : state.withDisplay(display.withColumn(display.column() + columns));
  }

  /** Goes to the end and stays there. */
  ConsoleState follow() {
    return state.withPosition(new Position.Following()).withSeen(log.limit());
  }

  /** Stays where the end is now. */
  ConsoleState stay() {
    return standing(here());
  }

  /** Goes to the record on that row of the screen, where there is one. */
  ConsoleState pick(int row) {
    return log.isEmpty() ? state : standing(scroller.on(scroller.top(state.position()), row));
  }

  /** The record that one is on; while following the newest. */
  OptionalLong selected() {
    return log.isEmpty() ? OptionalLong.empty() : OptionalLong.of(here().entry());
  }

  /** Marks the record that one is on, or takes the mark away. */
  ConsoleState bookmark() {
    OptionalLong here = selected();
    if (here.isEmpty()) {
      return state.withMessage("there is nothing to bookmark yet");
    }
    Bookmarks changed = state.bookmarks().toggle(here.getAsLong());
    boolean marked = changed.has(here.getAsLong());
    return state
        .withBookmarks(changed)
        .withMessage(
            marked
                ? "bookmarked, " + changed.count() + " in all: u U go through them"
                : "no longer bookmarked");
  }

  /** Goes to the next or previous target, or begins to look for it. */
  ConsoleState seek(Target target, boolean forward) {
    if (target == Target.MATCH && state.search().isEmpty()) {
      return state.withMessage("nothing is searched for yet: / searches");
    }
    if (target == Target.BOOKMARK && state.bookmarks().isEmpty()) {
      return state.withMessage("nothing is bookmarked yet: m marks the record");
    }
    return pursue(new Pursuit(target, forward, forward ? firstToTry() : lastToTry()));
  }

  /** Goes on looking, for a bounded time. */
  ConsoleState pursue(Pursuit pursuit) {
    Pursuit.Outcome outcome = pursuit.look(log, state.bookmarks());
    if (outcome instanceof Pursuit.Outcome.Found found) {
      return show(found.entry()).withPursuit(Optional.empty()).withMessage("");
    }
    if (outcome instanceof Pursuit.Outcome.Unfinished unfinished) {
      return state
          .withPursuit(Optional.of(unfinished.rest()))
          .withMessage("looking for " + pursuit.article() + pursuit.words() + " …  any key stops");
    }
    return state
        .withPursuit(Optional.empty())
        .withMessage(
            "no " + pursuit.words() + (pursuit.forward() ? " further down" : " further up"));
  }

  /** A jump goes on from the record one is on; while following, from the screen. */
  private long firstToTry() {
    return state.isFollowing() ? scroller.top(state.position()).entry() : here().entry() + 1;
  }

  private long lastToTry() {
    return state.isFollowing() ? here().entry() : here().entry() - 1;
  }

  /** Jumps to the match nearest to where the search was begun, downwards if there is one. */
  ConsoleState firstMatch() {
    long begin = state.isFollowing() ? scroller.top(state.position()).entry() : here().entry();
    OptionalLong below = log.matchAtOrAfter(begin);
    OptionalLong found = below.isPresent() ? below : log.matchAtOrBefore(begin);
    return found.isPresent() ? show(found.getAsLong()) : state;
  }

  /** Goes to the first record from {@code moment} on, or to the last one. */
  ConsoleState goTo(Instant moment) {
    if (log.isEmpty()) {
      return state.withMessage("there is nothing to go to yet");
    }
    long low = log.held().first();
    long high = log.limit();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (log.entry(middle).at().isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    OptionalLong found = log.atOrAfter(low);
    return found.isPresent()
        ? show(found.getAsLong())
        : show(log.newest().orElse(low)).withMessage("nothing is as late as that: the last record");
  }

  /** Goes to that entry, which is in the picture. */
  ConsoleState show(long entry) {
    LogLine top = scroller.top(state.position());
    return standing(
        scroller.isVisible(top, entry)
            ? new Standing(entry, scroller.rowOf(top, entry))
            : scroller.around(entry));
  }
}
