package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.tui.ConsoleAction.Switch;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import dev.logtail.view.tui.Mode.Inspecting;
import dev.logtail.view.tui.Mode.Reading;
import dev.logtail.view.tui.Mode.Travelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Switches things on and off and gives the keys to a pane: pure, as all of the reducer. */
final class Switching {
  private final ConsoleState state;
  private final Scene scene;
  private final Display display;

  Switching(ConsoleState state, Scene scene) {
    this.state = state;
    this.scene = scene;
    this.display = state.display();
  }

  ConsoleState toggle(Switch which) {
    Panes panes = display.panes();
    Writing writing = display.writing();
    return switch (which) {
      case FOLLOW -> state.isFollowing() ? navigation().stay() : navigation().follow();
      case FREEZE -> freeze();
      case FILTERS -> filters();
      case MATCHES_ONLY -> matchesOnly();
      case WORKER_PANE -> with(panes.withWorkers(!panes.workers()));
      case TIMELINE -> with(panes.withTimeline(!panes.timeline()));
      case GRID -> grid(!panes.grid());
      case WRAP -> with(writing.withWrap(!writing.wrap()));
      case PRETTY -> with(writing.withPretty(!writing.pretty()));
      case TIME -> with(writing.withNextTime());
      case LABEL -> with(writing.withNextLabel());
      case HELP ->
          state.withMode(state.mode() instanceof Reading ? new Browsing() : new Reading(0));
    };
  }

  private Navigation navigation() {
    return new Navigation(state, scene.log());
  }

  private ConsoleState with(Writing writing) {
    return state.withDisplay(display.withWriting(writing));
  }

  /** A pane that is no longer there loses the keys. */
  private ConsoleState with(Panes panes) {
    ConsoleState changed = state.withDisplay(display.withPanes(panes));
    return stops(changed.display()).contains(kindOf(changed.mode()))
        ? changed
        : changed.withMode(new Browsing());
  }

  private ConsoleState freeze() {
    OptionalLong at =
        display.isFrozen() ? OptionalLong.empty() : OptionalLong.of(scene.log().held().end());
    return state.withDisplay(display.frozen(at));
  }

  private ConsoleState filters() {
    FilterSet filters = state.filters();
    if (filters.isEmpty()) {
      return state.withMessage("there are no filters: & filters, + raises the level");
    }
    boolean off = !filters.extent().off();
    return state
        .withFilters(filters.withOff(off))
        .withMessage(off ? "filters are off: Ctrl-f puts them on again" : "filters are on");
  }

  private ConsoleState matchesOnly() {
    FilterSet filters = state.filters();
    if (filters.matchesOf().isPresent()) {
      return state.withFilters(filters.withMatchesOf(Optional.empty()));
    }
    return state.search().isEmpty()
        ? state.withMessage("nothing is searched for yet: / searches")
        : state.withFilters(filters.withMatchesOf(state.search()).withOff(false));
  }

  /** A tile for each worker, or all merged again; the keys go to the worker one is on. */
  private ConsoleState grid(boolean wanted) {
    ConsoleState changed = with(display.panes().withGrid(wanted).withTiling(Tiling.NONE));
    if (!wanted) {
      return changed;
    }
    OptionalLong here = state.isFollowing() ? OptionalLong.empty() : navigation().selected();
    ConsoleState there =
        here.isEmpty()
            ? changed
            : Tiling.focused(changed, scene.log().entry(here.getAsLong()).worker())
                .withPosition(state.position());
    ConsoleState settled = Tiling.settled(there, scene.workers());
    return ConsoleLayout.of(settled.display()).grid().isEmpty() && !scene.workers().isEmpty()
        ? settled.withMessage("too small here for a tile each: all stays merged")
        : settled;
  }

  /** Gives the keys to the next pane, or tile of it, or the one before, going round. */
  ConsoleState focus(boolean forward) {
    Optional<ConsoleState> tile = tile(forward);
    if (tile.isPresent()) {
      return tile.get();
    }
    List<Class<? extends Mode>> stops = stops(display);
    int now = stops.indexOf(kindOf(state.mode()));
    int next = Math.floorMod(now + (forward ? 1 : -1), stops.size());
    Class<? extends Mode> stop = stops.get(next);
    if (stop.equals(ChoosingWorker.class)) {
      return workers();
    }
    return Tiling.chosen(state, scene.workers())
        .withMode(
            stop.equals(Travelling.class)
                ? new Travelling()
                : stop.equals(Inspecting.class) ? new Inspecting(0) : new Browsing());
  }

  /** Gives the keys to the pane that holds the cell, and goes to the record or worker there. */
  ConsoleState click(int row, int column) {
    ConsoleLayout layout = ConsoleLayout.of(display);
    if (layout.log().holds(row, column)) {
      return navigation().pick(row - layout.log().top()).withMode(new Browsing());
    }
    Optional<WorkerKey> tile = layout.grid().flatMap(grid -> tile(grid, row, column));
    if (tile.isPresent()) {
      return Tiling.focused(state, tile.get()).withMode(new Browsing());
    }
    if (layout.timeline().holds(row, column)) {
      return state.withMode(new Travelling());
    }
    if (layout.detail().holds(row, column)) {
      return state.mode() instanceof Inspecting ? state : state.withMode(new Inspecting(0));
    }
    Area inside = layout.workers().inside();
    List<WorkerRow> workers = scene.workers();
    int worker = row - inside.top() + WorkerPane.firstRow(state, workers, inside.rows());
    return inside.holds(row, column) && worker < workers.size()
        ? state.withMode(ChoosingWorker.of(workers, worker))
        : state;
  }

  /** The keys in the next tile, while there is one. */
  private Optional<ConsoleState> tile(boolean forward) {
    Tiling tiling = display.panes().tiling();
    int next = tiling.index() + (forward ? 1 : -1);
    boolean among =
        state.mode() instanceof Browsing
            && ConsoleLayout.of(display).grid().isPresent()
            && next >= 0
            && next < tiling.count();
    return among
        ? Optional.of(
            Tiling.focused(
                state, Tiling.shown(state.filters(), scene.workers()).get(next).status().worker()))
        : Optional.empty();
  }

  /** Whose tile the cell is in. */
  private Optional<WorkerKey> tile(TileGrid grid, int row, int column) {
    List<WorkerRow> shown = Tiling.shown(state.filters(), scene.workers());
    for (int i = 0; i < grid.tiles().size() && grid.first() + i < shown.size(); i++) {
      if (grid.tiles().get(i).holds(row, column)) {
        return Optional.of(shown.get(grid.first() + i).status().worker());
      }
    }
    return Optional.empty();
  }

  private static Class<? extends Mode> kindOf(Mode mode) {
    return mode.getClass();
  }

  /** The panes that can have the keys, in their order on the screen. */
  private static List<Class<? extends Mode>> stops(Display display) {
    ConsoleLayout layout = ConsoleLayout.of(display);
    List<Class<? extends Mode>> stops = new ArrayList<>();
    stops.add(Browsing.class);
    if (!layout.timeline().isEmpty()) {
      stops.add(Travelling.class);
    }
    if (!layout.detail().isEmpty()) {
      stops.add(Inspecting.class);
    }
    stops.add(ChoosingWorker.class);
    return stops;
  }

  private ConsoleState workers() {
    if (scene.workers().isEmpty()) {
      return state.withMode(new Browsing()).withMessage("there are no workers to choose from yet");
    }
    Display shown = display.withPanes(display.panes().withWorkers(true));
    return ConsoleLayout.of(shown).workers().isEmpty()
        ? state
            .withMode(new Browsing())
            .withMessage("the terminal is too narrow for the worker pane")
        : state.withDisplay(shown).withMode(ChoosingWorker.of(scene.workers(), 0));
  }
}
