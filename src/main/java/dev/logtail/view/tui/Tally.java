package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;

/** What is made of the entries that match a condition, besides their numbers. For one thread. */
interface Tally {
  /** A match that is newer than all others. */
  void addLast(long number, Entry entry);

  /** A match that is older than all others. */
  void addFirst(long number, Entry entry);

  /**
   * Matches have other numbers now, and some were inserted among them.
   *
   * @param added the numbers of those, rising, as numbered afterwards
   */
  void renumber(Renumbering moved, long[] added, Snapshot held);

  /** Matches before {@code first} are no longer held. */
  void removeBefore(long first);

  void clear();
}
