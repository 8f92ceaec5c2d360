package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import java.util.List;

/**
 * One answer to the question which workers there are.
 *
 * @param json the whole answer as received, fields that nobody here knows included
 */
public record Listing(List<Worker> workers, String json) {
  public Listing {
    workers = List.copyOf(workers);
  }
}
