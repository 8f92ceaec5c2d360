package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.tui.ConsoleAction.Question;

/** What the keys act on. */
public sealed interface Mode {
  /** The same, of entries that have other numbers now. */
  default Mode renumbered(Renumbering moved) {
    return this;
  }

  /** The log pane. */
  record Browsing() implements Mode {}

  /**
   * The worker pane.
   *
   * @param row the chosen worker, from 0
   */
  record ChoosingWorker(int row) implements Mode {}

  /**
   * A prompt.
   *
   * @param everything whether an export takes what the filters hide too
   * @param before what Esc goes back to
   */
  record Typing(Question question, String text, boolean everything, ConsoleState before)
      implements Mode {
    @Override
    public Mode renumbered(Renumbering moved) {
      return new Typing(question, text, everything, before.renumbered(moved));
    }

    Typing withText(String newText) {
      return new Typing(question, newText, everything, before);
    }

    Typing withEverything(boolean wanted) {
      return new Typing(question, text, wanted, before);
    }
  }

  /**
   * The page of keys.
   *
   * @param scrolled how many of its lines are above the screen
   */
  record Reading(int scrolled) implements Mode {}
}
