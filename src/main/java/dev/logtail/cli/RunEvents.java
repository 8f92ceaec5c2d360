package dev.logtail.cli;

import dev.logtail.model.StreamSignal;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.WorkerFollower;

/** Who hears what a run does besides receiving records: any thread, at once. */
interface RunEvents extends WorkerFollower.Listener {
  /** A request to the API was answered, with so many characters. */
  void asked(String url, int status, int length);

  /** A stream reports; one thread at a time for each worker. */
  void reported(WorkerKey worker, StreamSignal signal);
}
