package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;

/** What the reducer wants done that is not a change of its state. */
public sealed interface ConsoleEffect {
  /**
   * Writes entries to a file.
   *
   * @param replaces whether one that is there may be replaced
   */
  record Export(String file, ExportScope scope, boolean replaces) implements ConsoleEffect {}

  /** Looks for files whose names begin so, for what is being typed. */
  record FindFiles(String begun) implements ConsoleEffect {}

  /** Puts text into the clipboard of the terminal, then tells {@code done}. */
  record Copy(String text, String done) implements ConsoleEffect {}

  /** Shows everything in the theme of that name, which exists. */
  record Paint(String theme) implements ConsoleEffect {}

  record Reconnect(WorkerKey worker) implements ConsoleEffect {}

  record Rediscover() implements ConsoleEffect {}

  record Clear() implements ConsoleEffect {}

  record Redraw() implements ConsoleEffect {}

  record Quit() implements ConsoleEffect {}
}
