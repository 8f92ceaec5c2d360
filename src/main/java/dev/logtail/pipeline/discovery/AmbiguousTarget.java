package dev.logtail.pipeline.discovery;

import dev.logtail.model.WorkerKey;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a key that fits several workers.
 *
 * @param text the part as typed
 * @param fitting all keys that it fits
 */
public record AmbiguousTarget(String text, List<WorkerKey> fitting) {
  private static final int MAX_NAMED = 5;

  public AmbiguousTarget {
    fitting = List.copyOf(fitting);
  }

  /** One line for the user; quotes foreign text. */
  public String message() {
    String named =
        fitting.stream().limit(MAX_NAMED).map(WorkerKey::value).collect(Collectors.joining(", "));
    String more = fitting.size() > MAX_NAMED ? ", …" : "";
    return String.format(
        "'%s' fits %d workers (%s%s); write more of the key, or '*%s*' for all of them",
        text, fitting.size(), named, more, text);
  }
}
