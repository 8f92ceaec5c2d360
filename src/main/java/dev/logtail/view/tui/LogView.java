package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Snapshot;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * The log at one moment, as filters, search and freezing leave it, laid out for the screen as it
 * is: all that the reducer and the renderer know about entries. Nothing here costs more when more
 * is held.
 *
 * @param limit no entry from this number on is in the picture
 * @param shown what the filters let through, also past the limit
 * @param matches what is searched for, among what is shown
 * @param examined whether all that is held has been filtered and searched by now
 */
record LogView(
    Snapshot held,
    long limit,
    EntryNumbers shown,
    EntryNumbers matches,
    boolean examined,
    LongFunction<RecordLayout> layouts) {

  Entry entry(long number) {
    return held.get(number);
  }

  RecordLayout layout(long number) {
    return layouts.apply(number);
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
    return inPicture(shown.atOrAfter(number));
  }

  /** The last entry in the picture up to {@code number}. */
  OptionalLong atOrBefore(long number) {
    return shown.atOrBefore(Math.min(number, limit - 1));
  }

  OptionalLong matchAtOrAfter(long number) {
    return inPicture(matches.atOrAfter(number));
  }

  OptionalLong matchAtOrBefore(long number) {
    return matches.atOrBefore(Math.min(number, limit - 1));
  }

  /** How many shown entries there are from {@code number} on, those past the limit included. */
  long countFrom(long number) {
    return shown.count() - shown.countBefore(number);
  }

  private OptionalLong inPicture(OptionalLong number) {
    return number.isPresent() && number.getAsLong() < limit ? number : OptionalLong.empty();
  }
}
