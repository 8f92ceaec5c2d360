package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;

/** Where somebody is in the log. */
public sealed interface Position {
  /** The same place among entries that have other numbers now. */
  Position renumbered(Renumbering moved);

  /** The newest entry is at the bottom, whatever comes. */
  record Following() implements Position {
    @Override
    public Position renumbered(Renumbering moved) {
      return this;
    }
  }

  /**
   * On one record, which stays where it is on the screen, whatever comes above or below it.
   *
   * @param entry the number of an entry; when it is not held or not shown, the next one that is
   *     stands for it
   * @param row of the screen, from 0, that its first line is on; negative when the screen begins
   *     inside it
   */
  record Standing(long entry, int row) implements Position {
    @Override
    public Standing renumbered(Renumbering moved) {
      return new Standing(moved.of(entry), row);
    }
  }
}
