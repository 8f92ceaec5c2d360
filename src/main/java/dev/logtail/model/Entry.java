package dev.logtail.model;

import java.time.Instant;

/** One thing in the merged stream: what a worker logged, or what happened to its stream. */
public sealed interface Entry permits LogEvent, StreamNotice {
  WorkerKey worker();

  /** Where it belongs in time. */
  Instant at();

  /** About how many bytes of memory it holds. */
  int weight();
}
