package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.terminal.ScreenSize;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about the console that keys change.
 *
 * @param current the entry that a search or jump last brought to attention
 * @param seen entries from this number on are new to somebody who does not follow
 * @param search what is highlighted
 * @param message what the status line has to say, "" for nothing
 */
public record ConsoleState(
    Display display,
    Position position,
    OptionalLong current,
    long seen,
    FilterSet filters,
    Optional<TextQuery> search,
    Mode mode,
    String message) {

  /** How the console starts: following everything. */
  public static ConsoleState initial(ScreenSize size) {
    return new ConsoleState(
        Display.initial(size),
        new Position.Following(),
        OptionalLong.empty(),
        0,
        FilterSet.NONE,
        Optional.empty(),
        new Mode.Browsing(),
        "");
  }

  /** The same, of entries that have other numbers now. */
  ConsoleState renumbered(Renumbering moved) {
    if (moved.isNone()) {
      return this;
    }
    OptionalLong now =
        current.isPresent() ? OptionalLong.of(moved.of(current.getAsLong())) : current;
    return new ConsoleState(
        display.renumbered(moved),
        position.renumbered(moved),
        now,
        moved.ofEnd(seen),
        filters,
        search,
        mode.renumbered(moved),
        message);
  }

  boolean isFollowing() {
    return position instanceof Position.Following;
  }

  ConsoleState withDisplay(Display value) {
    return new ConsoleState(value, position, current, seen, filters, search, mode, message);
  }

  ConsoleState withPosition(Position value) {
    return new ConsoleState(display, value, current, seen, filters, search, mode, message);
  }

  ConsoleState withCurrent(OptionalLong value) {
    return new ConsoleState(display, position, value, seen, filters, search, mode, message);
  }

  ConsoleState withSeen(long value) {
    return new ConsoleState(display, position, current, value, filters, search, mode, message);
  }

  ConsoleState withFilters(FilterSet value) {
    return new ConsoleState(display, position, current, seen, value, search, mode, message);
  }

  ConsoleState withSearch(Optional<TextQuery> value) {
    return new ConsoleState(
        display, position, OptionalLong.empty(), seen, filters, value, mode, message);
  }

  ConsoleState withMode(Mode value) {
    return new ConsoleState(display, position, current, seen, filters, search, value, message);
  }

  ConsoleState withMessage(String value) {
    return new ConsoleState(display, position, current, seen, filters, search, mode, value);
  }
}
