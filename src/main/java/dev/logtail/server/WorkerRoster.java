package dev.logtail.server;

import java.util.List;
import java.util.Optional;

/** The workers that the REST API tells about. Asked by many threads. */
interface WorkerRoster {
  /** All of them, in the order in which they are listed. */
  List<WorkerReport> workers();

  Optional<WorkerReport> worker(String key);

  /** The newest {@code most} lines of the worker's log file; empty when there is no such worker. */
  Optional<List<String>> logLines(String key, int most);
}
