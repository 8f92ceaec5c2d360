package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.store.Condition;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;
import dev.logtail.view.tui.Writing.LabelStyle;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Keeps what the console knows about the log between two frames: which entries are shown, which
 * match the search, and how those on the screen are laid out. For the console's thread.
 */
final class LogIndex {
  private static final int MOST_LAYOUTS = 1024;

  private ConsoleLook look;

  private FilterSet filters = FilterSet.NONE;
  private Optional<TextQuery> search = Optional.empty();
  private final ShownEntries shown = new ShownEntries();
  private Optional<FoundEntries> matches = Optional.empty();

  /** What context is taken from, where that is not everything. */
  private Optional<FoundEntries> ofWorkers = Optional.empty();

  private RecordFormat.Shape shape =
      new RecordFormat.Shape(0, Writing.INITIAL, 0, Optional.empty());
  private final Map<Long, RecordLayout> layouts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RecordLayout> eldest) {
          return size() > MOST_LAYOUTS;
        }
      };

  /** What was inserted into the picture since it was frozen. */
  private final NumberDeque withheld = new NumberDeque();

  private OptionalLong frozenAt = OptionalLong.empty();

  /** Whether there is a grid. */
  private boolean tiled;

  /** How many insertions the numbers here have followed. */
  private long insertions;

  private DetailPages details;

  LogIndex(ConsoleLook look) {
    this.look = look;
    this.details = new DetailPages(look);
  }

  /** Lets everything look as {@code other} says. */
  void dress(ConsoleLook other) {
    look = other;
    details = new DetailPages(other);
    layouts.clear();
  }

  /**
   * What is held now, and what it makes of what was known.
   *
   * @param state the state it was asked for, with the numbers that entries have now
   */
  record Look(ConsoleState state, LogView log) {}

  /**
   * The log as {@code state} wants it, whose numbers are those of the last look. Examines what came
   * since then, and more of what a changed filter or search has not seen yet, until {@code enough}
   * says so.
   */
  Look look(Snapshot held, ConsoleState state, BooleanSupplier enough) {
    if (held.size() > 0) {
      look.origin().begin(held.get(held.first()).at());
    }
    boolean anotherPicture = !state.display().frozenAt().equals(frozenAt);
    if (anotherPicture) {
      withheld.clear();
    }
    Renumbering moved = held.renumberingSince(insertions);
    insertions = held.insertions();
    ConsoleState now = state.renumbered(moved);
    frozenAt = now.display().frozenAt();
    long limit = frozenAt.orElse(Long.MAX_VALUE);
    shown.withhold(number -> number >= limit || withheld.has(number));
    if (!moved.isNone()) {
      renumber(moved, held);
    }
    if (anotherPicture) {
      shown.recount();
    }
    return new Look(now, view(held, now, enough));
  }

  private void renumber(Renumbering moved, Snapshot held) {
    if (frozenAt.isPresent()) {
      long end = frozenAt.getAsLong();
      withheld.renumber(moved, Arrays.stream(moved.inserted()).filter(n -> n < end).toArray());
      withheld.removeBefore(held.first());
    }
    shown.renumber(moved, held);
    ofWorkers.ifPresent(found -> found.index().renumber(moved, held));
    matches.ifPresent(found -> found.index().renumber(moved, held));
    Map<Long, RecordLayout> before = new LinkedHashMap<>(layouts);
    layouts.clear();
    if (moved.isComplete()) {
      before.forEach((number, layout) -> layouts.put(moved.of(number), layout));
    }
  }

  private LogView view(Snapshot held, ConsoleState state, BooleanSupplier enough) {
    follow(state);
    shown.extend(held, enough);
    ofWorkers.ifPresent(found -> found.index().extend(held, enough));
    matches.ifPresent(found -> found.index().extend(held, enough));
    reshape(state);
    RecordFormat format = new RecordFormat(look, shape);
    LogView all =
        new LogView(
            held,
            Math.min(held.end(), frozenAt.orElse(Long.MAX_VALUE)),
            within(shown.numbers(held), ofWorkers.map(FoundEntries::numbers), held),
            matches.map(FoundEntries::numbers).orElse(EntryNumbers.NONE),
            withheld,
            shown.isComplete() && isComplete(ofWorkers) && isComplete(matches),
            number -> layouts.computeIfAbsent(number, absent -> format.layout(held.get(number))),
            number -> details.of(held.get(number), DetailFormat.Shape.of(state)),
            timeline(state),
            worker -> share(worker, held));
    return state
        .display()
        .panes()
        .tiling()
        .focus()
        .filter(worker -> tiled)
        .map(all::tile)
        .orElse(all);
  }

  /** With context, where some is wanted. */
  private EntryNumbers within(EntryNumbers core, Optional<EntryNumbers> base, Snapshot held) {
    int reach = filters.isNone() ? 0 : filters.extent().context();
    return reach == 0 ? core : new WithContext(core, base.orElseGet(() -> all(held)), reach);
  }

  private LogView.Share share(WorkerKey worker, Snapshot held) {
    return new LogView.Share(
        within(shown.of(worker), ofWorkers.map(found -> found.numbersOf(worker)), held),
        matches.map(found -> found.numbersOf(worker)).orElse(EntryNumbers.NONE));
  }

  private Timeline timeline(ConsoleState state) {
    int columns = TimelinePane.columns(ConsoleLayout.of(state.display()).timeline());
    ZoneId zone = state.display().writing().zoneOr(look.zone());
    return shown.times().map(tally -> Timeline.of(tally, columns, zone)).orElse(Timeline.NONE);
  }

  private static EntryNumbers all(Snapshot held) {
    return EntryNumbers.range(held.first(), held.end());
  }

  private static boolean isComplete(Optional<FoundEntries> found) {
    return found.map(some -> some.index().isComplete()).orElse(true);
  }

  private void follow(ConsoleState state) {
    ConsoleLayout layout = ConsoleLayout.of(state.display());
    boolean retiled = tiled != layout.grid().isPresent();
    boolean refiltered = !state.filters().letsThroughAs(filters);
    boolean recontexted = !state.filters().extent().equals(filters.extent());
    filters = state.filters();
    tiled = layout.grid().isPresent();
    shown.turnTo(filters, new ShownEntries.Wanted(!layout.timeline().isEmpty(), tiled));
    if (refiltered || recontexted || retiled) {
      ofWorkers = ofWorkers();
    }
    if (refiltered || retiled || !state.search().equals(search)) {
      search = state.search();
      matches = search.map(query -> FoundEntries.of(LogCondition.of(filters, query), tiled));
    }
  }

  private Optional<FoundEntries> ofWorkers() {
    WorkerChoice chosen = filters.workers();
    boolean contextual = !filters.isNone() && filters.extent().context() > 0;
    return contextual && (tiled || !chosen.isAll())
        ? Optional.of(FoundEntries.of(Condition.of(entry -> chosen.shows(entry.worker())), tiled))
        : Optional.empty();
  }

  private void reshape(ConsoleState state) {
    ConsoleLayout layout = ConsoleLayout.of(state.display());
    int columns =
        layout.grid().map(TileGrid::lineColumns).orElse(layout.log().columns() - LogPane.GUTTER);
    Writing usual = state.display().writing();
    Writing writing = tiled ? usual.withLabel(LabelStyle.NONE) : usual;
    WorkerColumn workers = new WorkerColumn(look, writing.label());
    RecordFormat.Shape wanted =
        new RecordFormat.Shape(columns, writing, workers.columns(columns), state.search());
    if (!wanted.equals(shape)) {
      shape = wanted;
      layouts.clear();
    }
  }
}
