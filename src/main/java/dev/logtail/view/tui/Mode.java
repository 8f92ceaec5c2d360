package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.tui.ConsoleAction.Question;
import java.util.Optional;

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

  /** The timeline: moving in it moves in time. */
  record Travelling() implements Mode {}

  /**
   * The detail pane.
   *
   * @param scrolled how many of its lines are above the pane
   */
  record Inspecting(int scrolled) implements Mode {}

  /**
   * A prompt.
   *
   * @param recalled how many lines back in the history this one comes from; 0 for one's own
   * @param offer what completion has offered for it, until something else is typed
   * @param trouble what is wrong with it, if anything: it can't be entered so
   * @param scope what an export takes
   * @param before what Esc goes back to
   */
  record Typing(
      Question question,
      LineEdit line,
      int recalled,
      Optional<Completion> offer,
      Optional<Trouble> trouble,
      ExportScope scope,
      ConsoleState before)
      implements Mode {
    /**
     * What is wrong with a line.
     *
     * @param before how much of the line, in chars, is not to blame
     */
    record Trouble(int before, String message) {}

    static Typing of(Question question, String text, ExportScope scope, ConsoleState before) {
      return new Typing(
          question, LineEdit.of(text), 0, Optional.empty(), Optional.empty(), scope, before);
    }

    @Override
    public Mode renumbered(Renumbering moved) {
      return new Typing(question, line, recalled, offer, trouble, scope, before.renumbered(moved));
    }

    String text() {
      return line.text();
    }

    Typing withLine(LineEdit edited) {
      return changed(edited, recalled, Optional.empty());
    }

    Typing withRecalled(int steps, String text) {
      return changed(LineEdit.of(text), steps, Optional.empty());
    }

    Typing withOffer(Completion completion) {
      return changed(completion.applied(), recalled, Optional.of(completion));
    }

    private Typing changed(LineEdit edited, int steps, Optional<Completion> offered) {
      return new Typing(question, edited, steps, offered, Optional.empty(), scope, before);
    }

    Typing withTrouble(Trouble found) {
      return new Typing(question, line, recalled, offer, Optional.of(found), scope, before);
    }

    Typing withScope(ExportScope wanted) {
      return new Typing(question, line, recalled, offer, trouble, wanted, before);
    }
  }

  /**
   * The page of keys.
   *
   * @param scrolled how many of its lines are above the screen
   */
  record Reading(int scrolled) implements Mode {}
}
