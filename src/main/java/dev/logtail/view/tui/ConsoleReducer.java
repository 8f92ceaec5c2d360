package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Order;
import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.ConsoleAction.Switch;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import dev.logtail.view.tui.Mode.Reading;
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
    if (action instanceof ConsoleAction.Progress progress) {
      ConsoleState steady = new Navigation(state, scene.log()).steady(progress.moved());
      return Step.to(progress(steady, scene.log()));
    }
    if (action instanceof ConsoleAction.Resize resize) {
      return Step.to(state.withDisplay(state.display().withSize(resize.size())));
    }
    if (action instanceof ConsoleAction.Tell tell) {
      return Step.to(state.withMessage(tell.text()));
    }
    return answer(state.withMessage(""), action, scene);
  }

  private static ConsoleState progress(ConsoleState state, LogView log) {
    boolean live = state.isFollowing() && !state.display().isFrozen();
    ConsoleState next = live ? state.withSeen(log.limit()) : state;
    boolean searching =
        state.mode() instanceof Typing typing
            && typing.question() == Question.SEARCH
            && state.search().isPresent()
            && state.current().isEmpty();
    return searching ? new Navigation(next, log).firstMatch() : next;
  }

  private static Step answer(ConsoleState state, ConsoleAction action, Scene scene) {
    if (action instanceof ConsoleAction.Give give) {
      return order(state, give.order(), scene);
    }
    if (state.mode() instanceof Typing typing) {
      return atPrompt(state, new Prompting(state, typing), action);
    }
    if (action instanceof ConsoleAction.Toggle toggle) {
      return Step.to(toggle(state, toggle.which(), scene));
    }
    if (state.mode() instanceof Reading reading) {
      return Step.to(onHelpPage(state, reading, action));
    }
    if (state.mode() instanceof ChoosingWorker choosing) {
      Optional<ConsoleState> chosen = amongWorkers(state, choosing, action, scene.workers());
      if (chosen.isPresent()) {
        return Step.to(chosen.get());
      }
    }
    return Step.to(inLog(state, action, scene));
  }

  private static Step atPrompt(ConsoleState state, Prompting prompt, ConsoleAction action) {
    if (action instanceof ConsoleAction.Type type) {
      return Step.to(prompt.type(type.text()));
    }
    if (action instanceof ConsoleAction.Erase erase) {
      return Step.to(prompt.erase(erase.all()));
    }
    if (action instanceof ConsoleAction.Accept) {
      return prompt.accept();
    }
    if (action instanceof ConsoleAction.Back) {
      return Step.to(prompt.back());
    }
    boolean scope = action instanceof ConsoleAction.Toggle toggle && toggle.which() == Switch.FOCUS;
    return Step.to(scope ? prompt.toggleScope() : state);
  }

  private static ConsoleState inLog(ConsoleState state, ConsoleAction action, Scene scene) {
    if (action instanceof ConsoleAction.Move move) {
      return new Navigation(state, scene.log()).move(move.motion());
    }
    if (action instanceof ConsoleAction.Seek seek) {
      return new Navigation(state, scene.log()).seek(seek.target(), seek.forward());
    }
    if (action instanceof ConsoleAction.Ask ask) {
      return Prompting.ask(state, ask.question());
    }
    if (action instanceof ConsoleAction.ShiftLevel shift) {
      return state.withFilters(state.filters().shiftMinimum(shift.up()));
    }
    if (action instanceof ConsoleAction.Solo solo) {
      return solo(state, solo.row(), scene.workers());
    }
    return action instanceof ConsoleAction.Back ? back(state) : state;
  }

  /** One level: search, text filter, workers, level. */
  private static ConsoleState back(ConsoleState state) {
    FilterSet filters = state.filters();
    if (state.search().isPresent() || state.current().isPresent()) {
      return state.withSearch(Optional.empty());
    }
    if (filters.text().isPresent()) {
      return state.withFilters(filters.withText(Optional.empty()));
    }
    return state.withFilters(
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
    return state.withFilters(state.filters().withWorkers(next));
  }

  private static ConsoleState toggle(ConsoleState state, Switch which, Scene scene) {
    Display display = state.display();
    Navigation navigation = new Navigation(state, scene.log());
    return switch (which) {
      case FOLLOW -> state.isFollowing() ? navigation.stay() : navigation.follow();
      case FREEZE -> freeze(state, scene.log());
      case WORKER_PANE -> state.withDisplay(display.withWorkerPane(!display.workerPane()));
      case WRAP -> state.withDisplay(display.withWrap(!display.wrap()));
      case TIME -> state.withDisplay(display.withNextTime());
      case FOCUS -> focus(state, scene.workers());
      case HELP ->
          state.withMode(state.mode() instanceof Reading ? new Browsing() : new Reading(0));
    };
  }

  private static ConsoleState freeze(ConsoleState state, LogView log) {
    Display display = state.display();
    return state.withDisplay(
        display.frozen(
            display.isFrozen() ? OptionalLong.empty() : OptionalLong.of(log.held().end())));
  }

  private static ConsoleState focus(ConsoleState state, List<WorkerRow> workers) {
    if (state.mode() instanceof ChoosingWorker) {
      return state.withMode(new Browsing());
    }
    if (workers.isEmpty()) {
      return state.withMessage("there are no workers to choose from yet");
    }
    Display display = state.display().withWorkerPane(true);
    return ConsoleLayout.of(display).workers().isEmpty()
        ? state.withMessage("the terminal is too narrow for the worker pane")
        : state.withDisplay(display).withMode(new ChoosingWorker(0));
  }

  private static ConsoleState onHelpPage(
      ConsoleState state, Reading reading, ConsoleAction action) {
    if (action instanceof ConsoleAction.Move move) {
      int page = Math.max(1, ConsoleLayout.of(state.display()).log().rows() - 1);
      int last = Math.max(0, HelpPage.lineCount() - page - 1);
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
      int row = moved(choosing.row(), move.motion(), page, last);
      return Optional.of(state.withMode(new ChoosingWorker(row)));
    }
    if (action instanceof ConsoleAction.Back) {
      return Optional.of(state.withMode(new Browsing()));
    }
    if (action instanceof ConsoleAction.Accept && choosing.row() <= last) {
      WorkerKey worker = workers.get(choosing.row()).status().worker();
      FilterSet filters = state.filters();
      return Optional.of(state.withFilters(filters.withWorkers(filters.workers().toggle(worker))));
    }
    return Optional.empty();
  }

  private static int moved(int from, Motion motion, int page, int last) {
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
          case LEFT, RIGHT -> from;
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
      case RECONNECT -> reconnect(state, scene.workers());
    };
  }

  private static ConsoleState cleared(ConsoleState state) {
    return state
        .withPosition(new Position.Following())
        .withCurrent(OptionalLong.empty())
        .withDisplay(state.display().frozen(OptionalLong.empty()))
        .withMessage("cleared");
  }

  private static Step reconnect(ConsoleState state, List<WorkerRow> workers) {
    Optional<WorkerKey> chosen = state.filters().workers().solo();
    if (state.mode() instanceof ChoosingWorker choosing && choosing.row() < workers.size()) {
      chosen = Optional.of(workers.get(choosing.row()).status().worker());
    }
    return chosen
        .map(
            worker ->
                Step.to(
                    state.withMessage("reconnecting " + worker + " …"),
                    new ConsoleEffect.Reconnect(worker)))
        .orElseGet(() -> Step.to(state.withMessage("choose a worker first: Tab, then r")));
  }
}
