package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.store.Snapshot;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The log at one moment, as filters, search and freezing leave it, laid out for the screen as it
 * is: all that the reducer and the renderer know about entries. Nothing here costs more when more
 * is held.
 *
 * @param limit no entry from this number on is in the picture
 * @param shown what the filters let through, also past the limit
 * @param matches what is searched for, among what is shown
 * @param withheld what was inserted into a frozen picture, and is shown when that goes on
 * @param examined whether all that is held has been filtered and searched by now
 * @param timeline when what is in the picture happened
 * @param tiles what of it is whose, while there is a grid
 */
record LogView(
    Snapshot held,
    long limit,
    EntryNumbers shown,
    EntryNumbers matches,
    EntryNumbers withheld,
    boolean examined,
    LongFunction<RecordLayout> layouts,
    LongFunction<DetailPage> details,
    Timeline timeline,
    Function<WorkerKey, Share> tiles) {
  /** What is one worker's of what is shown and of what is searched for. */
  record Share(EntryNumbers shown, EntryNumbers matches) {}

  Entry entry(long number) {
    return held.get(number);
  }

  RecordLayout layout(long number) {
    return layouts.apply(number);
  }

  /** What {@code worker}'s tile shows. */
  LogView tile(WorkerKey worker) {
    Share own = tiles.apply(worker);
    return new LogView(
        held,
        limit,
        own.shown(),
        own.matches(),
        withheld,
        examined,
        layouts,
        details,
        timeline,
        tiles);
  }

  /** All about an entry, for the detail pane as it is. */
  DetailPage detail(long number) {
    return details.apply(number);
  }

  int lines(long number) {
    return layout(number).rows().size();
  }

  /** True when there is nothing in the picture. */
  boolean isEmpty() {
    return newest().isEmpty();
  }

  OptionalLong newest() {
    return atOrBefore(limit - 1);
  }

  /** The first entry in the picture from {@code number} on. */
  OptionalLong atOrAfter(long number) {
    return atOrAfter(shown, number);
  }

  /** The last entry in the picture up to {@code number}. */
  OptionalLong atOrBefore(long number) {
    return atOrBefore(shown, number);
  }

  OptionalLong matchAtOrAfter(long number) {
    return atOrAfter(matches, number);
  }

  OptionalLong matchAtOrBefore(long number) {
    return atOrBefore(matches, number);
  }

  /** How many shown entries there are from {@code number} on, those past the limit included. */
  long countFrom(long number) {
    return shown.count() - shown.countBefore(number);
  }

  private OptionalLong atOrAfter(EntryNumbers some, long number) {
    OptionalLong next = some.atOrAfter(number);
    while (next.isPresent() && isWithheld(next.getAsLong())) {
      next = some.atOrAfter(next.getAsLong() + 1);
    }
    return next.isPresent() && next.getAsLong() < limit ? next : OptionalLong.empty();
  }

  private OptionalLong atOrBefore(EntryNumbers some, long number) {
    OptionalLong previous = some.atOrBefore(Math.min(number, limit - 1));
    while (previous.isPresent() && isWithheld(previous.getAsLong())) {
      previous = some.atOrBefore(previous.getAsLong() - 1);
    }
    return previous;
  }

  private boolean isWithheld(long number) {
    OptionalLong found = withheld.atOrAfter(number);
    return found.isPresent() && found.getAsLong() == number;
  }
}
