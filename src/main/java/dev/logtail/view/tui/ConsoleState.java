package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.terminal.ScreenSize;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about the console that keys change.
 *
 * @param seen entries from this number on are new to somebody who does not follow
 * @param search what is highlighted
 * @param pursuit what is still being looked for
 * @param message what the status line has to say, "" for nothing
 */
public record ConsoleState(
    Display display,
    Position position,
    long seen,
    FilterSet filters,
    Optional<TextQuery> search,
    Bookmarks bookmarks,
    Optional<Pursuit> pursuit,
    PromptHistory history,
    Mode mode,
    String message) {

  /** How a console of that look starts. */
  static ConsoleState initial(ScreenSize size, ConsoleLook look) {
    ConsoleState state = initial(size);
    Writing writing = state.display().writing().withTime(look.time());
    return state.withDisplay(state.display().withWriting(writing));
  }

  /** How the console starts: following everything. */
  public static ConsoleState initial(ScreenSize size) {
    return new ConsoleState(
        Display.initial(size),
        new Position.Following(),
        0,
        FilterSet.NONE,
        Optional.empty(),
        Bookmarks.NONE,
        Optional.empty(),
        PromptHistory.NONE,
        new Mode.Browsing(),
        "");
  }

  /** The same, of entries that have other numbers now. */
  ConsoleState renumbered(Renumbering moved) {
    return moved.isNone()
        ? this
        : new ConsoleState(
            display.renumbered(moved),
            position.renumbered(moved),
            moved.ofEnd(seen),
            filters,
            search,
            bookmarks.renumbered(moved),
            pursuit.map(p -> new Pursuit(p.target(), p.forward(), moved.of(p.from()))),
            history,
            mode.renumbered(moved),
            message);
  }

  boolean isFollowing() {
    return position instanceof Position.Following;
  }

  /** The entry that one is on; while following, none. */
  OptionalLong selected() {
    return position instanceof Position.Standing standing
        ? OptionalLong.of(standing.entry())
        : OptionalLong.empty();
  }

  ConsoleState withDisplay(Display value) {
    return new ConsoleState(
        value, position, seen, filters, search, bookmarks, pursuit, history, mode, message);
  }

  ConsoleState withPosition(Position value) {
    return new ConsoleState(
        display, value, seen, filters, search, bookmarks, pursuit, history, mode, message);
  }

  ConsoleState withSeen(long value) {
    return new ConsoleState(
        display, position, value, filters, search, bookmarks, pursuit, history, mode, message);
  }

  ConsoleState withFilters(FilterSet value) {
    return new ConsoleState(
        display, position, seen, value, search, bookmarks, pursuit, history, mode, message);
  }

  ConsoleState withSearch(Optional<TextQuery> value) {
    return new ConsoleState(
        display, position, seen, filters, value, bookmarks, pursuit, history, mode, message);
  }

  ConsoleState withBookmarks(Bookmarks value) {
    return new ConsoleState(
        display, position, seen, filters, search, value, pursuit, history, mode, message);
  }

  ConsoleState withPursuit(Optional<Pursuit> value) {
    return new ConsoleState(
        display, position, seen, filters, search, bookmarks, value, history, mode, message);
  }

  ConsoleState withHistory(PromptHistory value) {
    return new ConsoleState(
        display, position, seen, filters, search, bookmarks, pursuit, value, mode, message);
  }

  ConsoleState withMode(Mode value) {
    return new ConsoleState(
        display, position, seen, filters, search, bookmarks, pursuit, history, value, message);
  }

  ConsoleState withMessage(String value) {
    return new ConsoleState(
        display, position, seen, filters, search, bookmarks, pursuit, history, mode, value);
  }
}
