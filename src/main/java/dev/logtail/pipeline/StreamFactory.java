package dev.logtail.pipeline;

import dev.logtail.model.Sink;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.WorkerKey;
import java.net.URI;

/** Makes the thing that keeps one worker's stream alive. */
@FunctionalInterface
public interface StreamFactory {
  /** A stream that is kept alive until it is closed. */
  interface Stream extends AutoCloseable {
    /** Dials; signals begin. */
    void start();

    /** Drops the connection, if any, and dials again at once. */
    void reconnectNow();

    /**
     * Asks the server to end the stream: frames that it sent until then still come, then the end.
     */
    void finish();

    /** When it last gave a sign of life. Any thread; answered at once. */
    Pulse pulse();

    @Override
    void close();
  }

  /**
   * A stream for {@code worker}, not started.
   *
   * @param address where to dial first
   * @param signals told what happens, from any thread but one at a time; must return at once
   */
  Stream open(WorkerKey worker, URI address, Sink<StreamSignal> signals);
}
