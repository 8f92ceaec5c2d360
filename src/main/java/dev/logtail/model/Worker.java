package dev.logtail.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One worker as the REST API described it.
 *
 * @param streamUrl what the API sent as the stream's URL, unchecked; empty when streaming is off
 * @param stats the open set of figures, in the order sent: strings as they are, everything else as
 *     its JSON text
 * @param json the whole object as received, unknown fields included
 */
public record Worker(
    WorkerKey key,
    boolean alive,
    Optional<String> streamUrl,
    Map<String, String> stats,
    String json) {
  public Worker {
    stats = Collections.unmodifiableMap(new LinkedHashMap<>(stats));
  }

  /** The figure of that name, or "" when the worker has none. */
  public String stat(String name) {
    return stats.getOrDefault(name, "");
  }
}
