package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Order;
import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import dev.logtail.view.tui.Mode.Inspecting;
import dev.logtail.view.tui.Mode.Reading;
import dev.logtail.view.tui.Mode.Travelling;
import dev.logtail.view.tui.Mode.Typing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What each action makes of the console's state. Pure: the same state, action and scene always give
 * the same step.
 */
public final class ConsoleReducer {
  /** The state that follows, and what is to be done besides. */
  public record Step(ConsoleState state, List<ConsoleEffect> effects) {
    public Step {
      effects = List.copyOf(effects);
    }

    static Step to(ConsoleState state, ConsoleEffect... effects) {
      return new Step(state, List.of(effects));
    }
  }

  /** What follows when {@code action} happens to {@code state} in {@code scene}. */
  Step reduce(ConsoleState state, ConsoleAction action, Scene scene) {
    if (action instanceof ConsoleAction.Progress) {
      return Step.to(progress(state, scene.log()));
    }
    if (action instanceof ConsoleAction.Resize resize) {
      ConsoleState resized = state.withDisplay(state.display().withSize(resize.size()));
      return Step.to(Inspection.settled(state, resized));
    }
    if (action instanceof ConsoleAction.Tell tell) {
      return Step.to(state.withMessage(tell.text()));
    }
    return answer(state.withMessage("").withPursuit(Optional.empty()), action, scene);
  }

  private static ConsoleState progress(ConsoleState state, LogView log) {
    boolean live = state.isFollowing() && !state.display().isFrozen();
    ConsoleState held = state.withBookmarks(state.bookmarks().heldFrom(log.held().first()));
    ConsoleState next = live ? held.withSeen(log.limit()) : held;
    boolean searching =
        state.mode() instanceof Typing typing
            && typing.question() == Question.SEARCH
            && state.search().isPresent()
            && state.position().equals(typing.before().position());
    Navigation navigation = new Navigation(next, log);
    return searching
        ? navigation.firstMatch()
        : state.pursuit().map(navigation::pursue).orElse(next);
  }

  private static Step answer(ConsoleState state, ConsoleAction action, Scene scene) {
    if (action instanceof ConsoleAction.Give give) {
      return order(state, give.order(), scene);
    }
    if (state.mode() instanceof Typing typing) {
      return new Prompting(state, typing, scene).answer(action);
    }
    if (action instanceof ConsoleAction.Toggle toggle) {
      return Step.to(new Switching(state, scene).toggle(toggle.which()));
    }
    if (state.mode() instanceof Reading reading) {
      return Step.to(onHelpPage(state, reading, action));
    }
    if (action instanceof ConsoleAction.Click click) {
      return Step.to(new Switching(state, scene).click(click.row(), click.column()));
    }
    if (action instanceof ConsoleAction.Focus focus) {
      return Step.to(new Switching(state, scene).focus(focus.forward()));
    }
    if (state.mode() instanceof ChoosingWorker choosing) {
      Optional<ConsoleState> chosen = amongWorkers(state, choosing, action, scene.workers());
      if (chosen.isPresent()) {
        return Step.to(chosen.get());
      }
    }
    if (state.mode() instanceof Travelling) {
      Optional<ConsoleState> there = new Travel(state, scene.log()).answer(action);
      if (there.isPresent()) {
        return Step.to(there.get());
      }
    }
    if (action instanceof ConsoleAction.Copy) {
      return new Copying(state, scene).copy();
    }
    if (state.mode() instanceof Inspecting && action instanceof ConsoleAction.Move move) {
      return Step.to(Inspection.move(state, move.motion(), scene.log()));
    }
    return Step.to(Inspection.settled(state, inLog(state, action, scene)));
  }

  private static ConsoleState inLog(ConsoleState state, ConsoleAction action, Scene scene) {
    Navigation navigation = new Navigation(state, scene.log());
    if (action instanceof ConsoleAction.Move move) {
      return navigation.move(move.motion());
    }
    if (action instanceof ConsoleAction.Seek seek) {
      return navigation.seek(seek.target(), seek.forward());
    }
    if (action instanceof ConsoleAction.Bookmark) {
      return navigation.bookmark();
    }
    if (action instanceof ConsoleAction.Ask ask) {
      return Prompting.ask(state, ask.question());
    }
    if (action instanceof ConsoleAction.Solo solo) {
      return solo(state, solo.row(), scene.workers());
    }
    if (action instanceof ConsoleAction.Accept) {
      return Inspection.toggle(state);
    }
    return narrowed(state, action, scene);
  }

  private static ConsoleState narrowed(ConsoleState state, ConsoleAction action, Scene scene) {
    FilterSet filters = state.filters();
    if (action instanceof ConsoleAction.ShiftLevel shift) {
      return state.withFilters(filters.shiftMinimum(shift.up()).withOff(false));
    }
    if (action instanceof ConsoleAction.ShiftContext shift) {
      return context(state, filters.extent().context() + (shift.more() ? 1 : -1));
    }
    return action instanceof ConsoleAction.Back ? back(state, scene) : state;
  }

  private static ConsoleState context(ConsoleState state, int entries) {
    if (state.filters().isNone()) {
      return state.withMessage("there is no filter to show context around: & + x filter");
    }
    ConsoleState changed = state.withFilters(state.filters().withContext(entries));
    int now = changed.filters().extent().context();
    return changed.withMessage(now == 0 ? "no context" : now + " entries of context each way");
  }

  /** One level: pane, search, matches only, text filter, workers, level. */
  private static ConsoleState back(ConsoleState state, Scene scene) {
    FilterSet filters = state.filters();
    if (!(state.mode() instanceof Browsing)) {
      return Tiling.chosen(state, scene.workers()).withMode(new Browsing());
    }
    if (state.display().panes().detail()) {
      return Inspection.toggle(state);
    }
    if (filters.matchesOf().isPresent()) {
      return state.withFilters(filters.withMatchesOf(Optional.empty()));
    }
    if (state.search().isPresent()) {
      return state.withSearch(Optional.empty());
    }
    if (filters.text().isPresent()) {
      return state.withFilters(filters.withText(Optional.empty()));
    }
    return filters.isEmpty()
        ? state.withMessage("nothing is left to go back from: q quits")
        : state.withFilters(
            filters.workers().isAll() ? FilterSet.NONE : filters.withWorkers(WorkerChoice.ALL));
  }

  private static ConsoleState solo(ConsoleState state, int row, List<WorkerRow> workers) {
    if (row > workers.size()) {
      return state.withMessage("there is no worker " + row);
    }
    WorkerChoice now = state.filters().workers();
    WorkerChoice next = WorkerChoice.ALL;
    if (row > 0) {
      WorkerKey worker = workers.get(row - 1).status().worker();
      next = now.solo().equals(Optional.of(worker)) ? WorkerChoice.ALL : now.only(worker);
    }
    return state.withFilters(state.filters().withWorkers(next).withOff(false));
  }

  private static ConsoleState onHelpPage(
      ConsoleState state, Reading reading, ConsoleAction action) {
    if (action instanceof ConsoleAction.Move move) {
      int rows = ConsoleLayout.page(state.display().size()).rows();
      int page = Math.max(1, rows - 1);
      int last = Math.max(0, HelpPage.lineCount() - rows);
      int scrolled = moved(reading.scrolled(), move.motion(), page, last);
      return state.withMode(new Reading(scrolled));
    }
    return state.withMode(new Browsing());
  }

  private static Optional<ConsoleState> amongWorkers(
      ConsoleState state, ChoosingWorker choosing, ConsoleAction action, List<WorkerRow> workers) {
    int last = workers.size() - 1;
    if (action instanceof ConsoleAction.Move move && last >= 0) {
      int page = Math.max(1, ConsoleLayout.of(state.display()).workers().inside().rows());
      int row = moved(choosing.rowIn(workers), move.motion(), page, last);
      return Optional.of(state.withMode(ChoosingWorker.of(workers, row)));
    }
    if (action instanceof ConsoleAction.Accept && last >= 0) {
      WorkerKey worker = workers.get(choosing.rowIn(workers)).status().worker();
      FilterSet filters = state.filters();
      return Optional.of(state.withFilters(filters.withWorkers(filters.workers().toggle(worker))));
    }
    return Optional.empty();
  }

  /** Where {@code motion} leads from row {@code from} of a list. */
  static int moved(int from, Motion motion, int page, int last) {
    int to =
        switch (motion) {
          case LINE_DOWN -> from + 1;
          case LINE_UP -> from - 1;
          case PAGE_DOWN -> from + page;
          case PAGE_UP -> from - page;
          case HALF_DOWN -> from + page / 2;
          case HALF_UP -> from - page / 2;
          case TOP -> 0;
          case BOTTOM -> last;
          case SCROLL_DOWN, SCROLL_UP, LEFT, RIGHT -> from;
        };
    return Math.max(0, Math.min(last, to));
  }

  private static Step order(ConsoleState state, Order order, Scene scene) {
    return switch (order) {
      case QUIT ->
          state.mode() instanceof Reading
              ? Step.to(state.withMode(new Browsing()))
              : Step.to(state, new ConsoleEffect.Quit());
      case REDRAW -> Step.to(state, new ConsoleEffect.Redraw());
      case REDISCOVER ->
          Step.to(state.withMessage("asking for workers …"), new ConsoleEffect.Rediscover());
      case CLEAR -> Step.to(cleared(state), new ConsoleEffect.Clear());
      case RECONNECT -> reconnect(state, scene);
    };
  }

  private static ConsoleState cleared(ConsoleState state) {
    return state
        .withPosition(new Position.Following())
        .withBookmarks(Bookmarks.NONE)
        .withDisplay(state.display().frozen(OptionalLong.empty()))
        .withMessage("cleared");
  }

  /** The worker chosen in its pane, or the only one shown, or that of the record one is on. */
  private static Optional<WorkerKey> meant(ConsoleState state, Scene scene) {
    List<WorkerRow> workers = scene.workers();
    if (state.mode() instanceof ChoosingWorker choosing && !workers.isEmpty()) {
      return Optional.of(workers.get(choosing.rowIn(workers)).status().worker());
    }
    Optional<WorkerKey> solo = state.filters().workers().solo();
    if (solo.isPresent() || state.isFollowing() || scene.log().isEmpty()) {
      return solo;
    }
    OptionalLong here = new Navigation(state, scene.log()).selected();
    return here.isPresent()
        ? Optional.of(scene.log().entry(here.getAsLong()).worker())
        : Optional.empty();
  }

  private static Step reconnect(ConsoleState state, Scene scene) {
    return meant(state, scene)
        .map(
            worker ->
                Step.to(
                    state.withMessage("reconnecting " + worker + " …"),
                    new ConsoleEffect.Reconnect(worker)))
        .orElseGet(() -> Step.to(state.withMessage("choose a worker first: Tab, then r")));
  }
}
