package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import java.util.List;
import java.util.Optional;

/** Knows which workers exist right now. Its methods block until the answer is there. */
public interface WorkerDirectory {
  /** All workers, in the API's order. */
  List<Worker> list() throws DirectoryException;

  /** One worker; empty when the API does not list it. */
  Optional<Worker> find(WorkerKey key) throws DirectoryException;
}
