package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;

/** Which part of the log is on the screen. */
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
   * The screen begins with this line, whatever comes.
   *
   * @param entry the number of an entry; when it is not held or not shown, the next one that is
   *     stands for it
   * @param line which of the entry's lines, from 0
   */
  record At(long entry, int line) implements Position {
    @Override
    public At renumbered(Renumbering moved) {
      return new At(moved.of(entry), line);
    }

    boolean isAfter(At other) {
      return entry > other.entry || (entry == other.entry && line > other.line);
    }
  }
}
