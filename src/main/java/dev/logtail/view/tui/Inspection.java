package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.Inspecting;
import java.util.Optional;
import java.util.OptionalLong;

/** What keys do to the detail pane: pure, as all of the reducer. */
final class Inspection {
  private Inspection() {}

  /** All about the record that one is on; while following about the newest. */
  static Optional<DetailPage> page(ConsoleState state, LogView log) {
    OptionalLong here = new Navigation(state, log).selected();
    return here.isPresent() ? Optional.of(log.detail(here.getAsLong())) : Optional.empty();
  }

  /** How many of the page's rows are above the pane. */
  static int scrolled(ConsoleState state, DetailPage page) {
    int wanted = state.mode() instanceof Inspecting inspecting ? inspecting.scrolled() : 0;
    return Math.min(wanted, page.mostScrolled(height(state)));
  }

  private static int height(ConsoleState state) {
    return ConsoleLayout.of(state.display()).detail().inside().rows();
  }

  /** Scrolls in the pane. Who reads a record stays on it, whatever comes. */
  static ConsoleState move(ConsoleState state, Motion motion, LogView log) {
    Optional<DetailPage> page = page(state, log);
    if (page.isEmpty()) {
      return state;
    }
    ConsoleState staying = state.isFollowing() ? new Navigation(state, log).stay() : state;
    int height = height(state);
    Motion scroll =
        switch (motion) {
          case SCROLL_UP -> Motion.LINE_UP;
          case SCROLL_DOWN -> Motion.LINE_DOWN;
          default -> motion;
        };
    int from = scrolled(state, page.get());
    int last = page.get().mostScrolled(height);
    int to = ConsoleReducer.moved(from, scroll, Math.max(1, height - 1), last);
    return staying.withMode(new Inspecting(to));
  }

  /** Another record is shown from its beginning; without a pane nobody is in it. */
  static ConsoleState settled(ConsoleState before, ConsoleState after) {
    if (!(after.mode() instanceof Inspecting)) {
      return after;
    }
    if (ConsoleLayout.of(after.display()).detail().isEmpty()) {
      return after.withMode(new Browsing());
    }
    return after.selected().equals(before.selected()) ? after : after.withMode(new Inspecting(0));
  }

  /** Opens the pane or closes it. */
  static ConsoleState toggle(ConsoleState state) {
    Display display = state.display();
    if (!ConsoleLayout.of(display).detail().isEmpty()) {
      ConsoleState closed = with(state, false);
      return closed.mode() instanceof Inspecting ? closed.withMode(new Browsing()) : closed;
    }
    ConsoleState opened = with(state, true);
    return ConsoleLayout.of(opened.display()).detail().isEmpty()
        ? with(state, false).withMessage("the terminal is too low for the detail pane")
        : opened;
  }

  private static ConsoleState with(ConsoleState state, boolean detail) {
    Display display = state.display();
    return state.withDisplay(display.withPanes(display.panes().withDetail(detail)));
  }
}
