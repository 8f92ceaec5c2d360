package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;

/**
 * Decides whether an entry is shown. Never throws, takes linear time, and may be asked from any
 * thread.
 */
@FunctionalInterface
public interface EntryFilter {
  EntryFilter ALL = entry -> true;

  boolean matches(Entry entry);

  /** What is so of all events that match. */
  default Clues clues() {
    return Clues.NONE;
  }

  /** The same filter, which tells {@code clues}. */
  default EntryFilter telling(Clues clues) {
    EntryFilter silent = this;
    return new EntryFilter() {
      @Override
      public boolean matches(Entry entry) {
        return silent.matches(entry);
      }

      @Override
      public Clues clues() {
        return clues;
      }
    };
  }
}
