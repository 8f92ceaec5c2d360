package dev.logtail.pipeline.discovery;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;

/** What a {@link WorkerWatcher} found to be different from the last time that it asked. */
public sealed interface WorkerChange {
  /** Listed, and was not before; the first answer reports every worker so. */
  record Appeared(Worker worker) implements WorkerChange {}

  /** No longer listed. */
  record Vanished(WorkerKey worker) implements WorkerChange {}

  /** It lives again, or died, or its stream has another URL; other figures are not told. */
  record Changed(Worker before, Worker now) implements WorkerChange {}

  /** All that appeared with one answer has been told. */
  record Complete() implements WorkerChange {}

  /** The API can no longer be asked; told once, then again only after {@link Reachable}. */
  record Unreachable(StreamFailure failure) implements WorkerChange {}

  /** The API answers again. */
  record Reachable() implements WorkerChange {}
}
