package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.store.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * What the console needs from the rest of the program. The questions are asked on its own thread,
 * up to 30 times a second, and must be answered at once; the orders on a thread where they may take
 * their time.
 */
public interface ConsoleCommands {
  /** What is held now. */
  Snapshot entries();

  /** All workers known, in the order of the worker pane, which should stay stable. */
  List<WorkerStatus> workers();

  ConsoleFigures figures();

  /**
   * Writes entries to a file in the format that its name's end asks for.
   *
   * @return one line that tells where and how many
   * @throws IOException when nothing was written; the message is one line for the user
   */
  String export(ExportRequest request) throws IOException;

  /**
   * The names of files that begin so, as they would be typed, folders with a slash at their end; an
   * order, though nobody is told of it.
   */
  List<String> files(String begun);

  /** Closes the worker's connection, if there is one, and dials at once. */
  void reconnect(WorkerKey worker);

  /** Asks the source for its workers now. */
  void rediscover();

  /** Forgets all entries held. */
  void clear();
}
