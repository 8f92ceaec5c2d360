package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;

/** What the reducer wants done that is not a change of its state. */
public sealed interface ConsoleEffect {
  /**
   * Writes entries to a file.
   *
   * @param shownOnly true for what the filters let through, false for everything held
   */
  record Export(String file, boolean shownOnly) implements ConsoleEffect {}

  record Reconnect(WorkerKey worker) implements ConsoleEffect {}

  record Rediscover() implements ConsoleEffect {}

  record Clear() implements ConsoleEffect {}

  record Redraw() implements ConsoleEffect {}

  record Quit() implements ConsoleEffect {}
}
