package dev.logtail.pipeline.order;

import java.util.Optional;

/**
 * What a rule begins with, and whether it is to be remembered itself.
 *
 * @param kept whether {@link Continuity#remembered} will be asked: then it is told what is settled
 * @param before what an earlier run knew of the stream
 */
public record Recall(boolean kept, Optional<Remembered> before) {
  public static final Recall NONE = new Recall(false, Optional.empty());

  /** The same for a rule that can begin with that only. */
  Recall with(Remembered remembered) {
    return new Recall(kept, Optional.of(remembered));
  }
}
