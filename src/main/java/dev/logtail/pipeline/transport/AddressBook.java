package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerKey;
import java.net.URI;
import java.util.Optional;

/**
 * Knows where a worker's stream is right now: workers come back on another port. Asked again before
 * each dial but the first.
 */
@FunctionalInterface
public interface AddressBook {
  /**
   * Where to dial; empty when the worker is no longer listed or streams nothing. May block.
   *
   * @throws Unavailable when nobody can tell; the address known last is dialled then
   */
  Optional<URI> currentAddress(WorkerKey worker) throws Unavailable;

  /** The one address of a stream that was named by its URL. */
  static AddressBook fixed(URI url) {
    return worker -> Optional.of(url);
  }

  /** Nobody could be asked, or the answer was of no use. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    public Unavailable(StreamFailure failure) {
      super(failure.text());
    }
  }
}
