package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;
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
    ofWorkers.ifPresent(index -> index.renumber(moved, held));
    matches.ifPresent(index -> index.renumber(moved, held));
    Map<Long, RecordLayout> before = new LinkedHashMap<>(layouts);
    layouts.clear();
    if (moved.isComplete()) {
      before.forEach((number, layout) -> layouts.put(moved.of(number), layout));
    }
  }

  private LogView view(Snapshot held, ConsoleState state, BooleanSupplier enough) {
    follow(state);
    shown.extend(held, enough);
    ofWorkers.ifPresent(index -> index.extend(held, enough));
    matches.ifPresent(index -> index.extend(held, enough));
    reshape(state);
    RecordFormat format = new RecordFormat(look, shape);
    return new LogView(
        held,
        Math.min(held.end(), frozenAt.orElse(Long.MAX_VALUE)),
        shown(held),
        matches.map(MatchIndex::matches).orElse(EntryNumbers.range(0, 0)),
        withheld,
        shown.isComplete() && isComplete(ofWorkers) && isComplete(matches),
        number -> layouts.computeIfAbsent(number, absent -> format.layout(held.get(number))),
        number -> details.of(held.get(number), DetailFormat.Shape.of(state)),
        timeline(state));
  }

  private EntryNumbers shown(Snapshot held) {
    EntryNumbers core = shown.numbers(held);
    int reach = filters.isNone() ? 0 : filters.extent().context();
    EntryNumbers base = ofWorkers.map(MatchIndex::matches).orElseGet(() -> all(held));
    return reach == 0 ? core : new WithContext(core, base, reach);
  }

  private Timeline timeline(ConsoleState state) {
    int columns = TimelinePane.columns(ConsoleLayout.of(state.display()).timeline());
    ZoneId zone = state.display().writing().zone().orElse(look.zone());
    return shown.times().map(tally -> Timeline.of(tally, columns, zone)).orElse(Timeline.NONE);
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
    boolean timed = !ConsoleLayout.of(state.display()).timeline().isEmpty();
    shown.turnTo(filters, new ShownEntries.Wanted(timed));
    if (refiltered || recontexted) {
      ofWorkers = ofWorkers(filters);
    }
    if (refiltered || !state.search().equals(search)) {
      search = state.search();
      matches = search.map(query -> new MatchIndex(LogCondition.of(filters, query)));
    }
  }

  private static Optional<MatchIndex> ofWorkers(FilterSet filters) {
    boolean apart =
        !filters.isNone() && filters.extent().context() > 0 && !filters.workers().isAll();
    return apart
        ? Optional.of(new MatchIndex(entry -> filters.workers().shows(entry.worker())))
        : Optional.empty();
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
