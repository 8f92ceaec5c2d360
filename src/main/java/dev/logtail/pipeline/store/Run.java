package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;

/** Entries that stand one after another, as snapshots see them. */
sealed interface Run permits Run.Loose, PackedRun {
  /** The entry in slot {@code slot}. */
  Entry get(int slot);

  /** As they came. */
  final class Loose implements Run {
    private final Entry[] slots;

    Loose(Entry[] slots) {
      this.slots = slots;
    }

    @Override
    public Entry get(int slot) {
      return slots[slot];
    }
  }
}
