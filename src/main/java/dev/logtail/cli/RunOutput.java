package dev.logtail.cli;

import dev.logtail.model.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where a run's entries go. Used by one thread. */
interface RunOutput {
  /** Writes what of {@code entries} belongs there. */
  void write(List<? extends Entry> entries) throws IOException;

  /** How often {@link #sync} is wanted. */
  default Duration syncEvery() {
    return Duration.ofSeconds(1);
  }

  /**
   * Hands on what is held back; called about that often until it has returned true.
   *
   * @return true when everything written so far outlives whatever happens to this program and its
   *     machine
   */
  boolean sync() throws IOException;

  /** True when nothing of what is written shows on the terminal. */
  boolean isSilent();

  /** Completes what was written. */
  void finish() throws IOException;

  /**
   * Where what was written is found if the program ends now, unless that is where it was wanted.
   * Any thread.
   */
  default List<Path> unfinished() {
    return List.of();
  }

  /** Gives up: leaves nothing half-done behind. */
  void abandon();
}
