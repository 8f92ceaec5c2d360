package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Keeps what the console knows about the log between two frames: which entries are shown, which
 * match the search, and how those on the screen are laid out. For the console's thread.
 */
final class LogIndex {
  private static final int MOST_LAYOUTS = 1024;

  private final ConsoleLook look;

  private FilterSet filters = FilterSet.NONE;
  private Optional<TextQuery> search = Optional.empty();
  private Optional<MatchIndex> shown = Optional.empty();
  private Optional<MatchIndex> matches = Optional.empty();

  /** What context is taken from, where that is not everything. */
  private Optional<MatchIndex> ofWorkers = Optional.empty();

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

  /** How many insertions the numbers here have followed. */
  private long insertions;

  private final DetailPages details;

  LogIndex(ConsoleLook look) {
    this.look = look;
    this.details = new DetailPages(look);
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
    thaw(state);
    if (held.size() > 0) {
      look.origin().begin(held.get(held.first()).at());
    }
    Renumbering moved = held.renumberingSince(insertions);
    insertions = held.insertions();
    ConsoleState now = state.renumbered(moved);
    if (!moved.isNone()) {
      renumber(moved, held, now);
    }
    return new Look(now, view(held, now, enough));
  }

  /** Another frozen picture, or none: nothing has been inserted into it yet. */
  private void thaw(ConsoleState state) {
    if (!state.display().frozenAt().equals(frozenAt)) {
      withheld.clear();
    }
  }

  private void renumber(Renumbering moved, Snapshot held, ConsoleState now) {
    shown.ifPresent(index -> index.renumber(moved, held));
    ofWorkers.ifPresent(index -> index.renumber(moved, held));
    matches.ifPresent(index -> index.renumber(moved, held));
    Map<Long, RecordLayout> before = new LinkedHashMap<>(layouts);
    layouts.clear();
    if (moved.isComplete()) {
      before.forEach((number, layout) -> layouts.put(moved.of(number), layout));
    }
    OptionalLong limit = now.display().frozenAt();
    if (limit.isPresent()) {
      long end = limit.getAsLong();
      withheld.renumber(moved, Arrays.stream(moved.inserted()).filter(n -> n < end).toArray());
      withheld.removeBefore(held.first());
    }
  }

  private LogView view(Snapshot held, ConsoleState state, BooleanSupplier enough) {
    frozenAt = state.display().frozenAt();
    follow(state);
    shown.ifPresent(index -> index.extend(held, enough));
    ofWorkers.ifPresent(index -> index.extend(held, enough));
    matches.ifPresent(index -> index.extend(held, enough));
    reshape(state);
    RecordFormat format = new RecordFormat(look, shape);
    return new LogView(
        held,
        Math.min(held.end(), state.display().frozenAt().orElse(Long.MAX_VALUE)),
        shown(held),
        matches.map(MatchIndex::matches).orElse(EntryNumbers.range(0, 0)),
        withheld,
        isComplete(shown) && isComplete(ofWorkers) && isComplete(matches),
        number -> layouts.computeIfAbsent(number, absent -> format.layout(held.get(number))),
        number -> details.of(held.get(number), DetailFormat.Shape.of(state)));
  }

  private EntryNumbers shown(Snapshot held) {
    if (shown.isEmpty()) {
      return all(held);
    }
    EntryNumbers core = shown.get().matches();
    EntryNumbers base = ofWorkers.map(MatchIndex::matches).orElseGet(() -> all(held));
    int reach = filters.extent().context();
    return reach == 0 ? core : new WithContext(core, base, reach);
  }

  private static EntryNumbers all(Snapshot held) {
    return EntryNumbers.range(held.first(), held.end());
  }

  private static boolean isComplete(Optional<MatchIndex> index) {
    return index.map(MatchIndex::isComplete).orElse(true);
  }

  private void follow(ConsoleState state) {
    boolean refiltered = !state.filters().withContext(0).equals(filters.withContext(0));
    boolean recontexted = !state.filters().extent().equals(filters.extent());
    filters = state.filters();
    if (refiltered) {
      shown = filters.isNone() ? Optional.empty() : Optional.of(new MatchIndex(filters::shows));
    }
    if (refiltered || recontexted) {
      ofWorkers = ofWorkers(filters);
    }
    if (refiltered || !state.search().equals(search)) {
      search = state.search();
      matches = search.map(query -> new MatchIndex(among(filters, query)));
    }
  }

  private static Optional<MatchIndex> ofWorkers(FilterSet filters) {
    boolean apart =
        !filters.isNone() && filters.extent().context() > 0 && !filters.workers().isAll();
    return apart
        ? Optional.of(new MatchIndex(entry -> filters.workers().shows(entry.worker())))
        : Optional.empty();
  }

  private static Predicate<Entry> among(FilterSet filters, TextQuery query) {
    return entry -> filters.shows(entry) && query.matches(entry);
  }

  private void reshape(ConsoleState state) {
    int columns = ConsoleLayout.of(state.display()).log().columns() - LogPane.GUTTER;
    WorkerColumn workers = new WorkerColumn(look, state.display().writing().label());
    RecordFormat.Shape wanted =
        new RecordFormat.Shape(
            columns, state.display().writing(), workers.columns(columns), state.search());
    if (!wanted.equals(shape)) {
      shape = wanted;
      layouts.clear();
    }
  }
}
