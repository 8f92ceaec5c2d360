package dev.logtail.model;

import java.time.Instant;

/** One thing in the merged stream: what a worker logged, or what happened to its stream. */
public sealed interface Entry permits LogEvent, StreamNotice {
  WorkerKey worker();

  /** Where it belongs in time. */
  Instant at();

  /**
   * How bad it counts: a record without a level as INFO, a notice of something troubling as a
   * warning.
   */
  Severity countsAs();

  /** True for what counts as an error or worse. */
  default boolean isError() {
    return countsAs().compareTo(Severity.ERROR) >= 0;
  }

  /** About how many bytes of memory it holds. */
  int weight();
}
