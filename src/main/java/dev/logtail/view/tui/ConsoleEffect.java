package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;

/** What the reducer wants done that is not a change of its state. */
public sealed interface ConsoleEffect {
  /** Writes entries to a file. */
  record Export(String file, ExportScope scope) implements ConsoleEffect {}

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
