package dev.logtail.pipeline;

import java.util.OptionalLong;

/** Moments of a monotonic clock, in nanoseconds, which may wrap around. */
final class Deadlines {
  private Deadlines() {}

  /** The one that comes first; empty when there is none. */
  static OptionalLong earliest(OptionalLong... deadlines) {
    OptionalLong first = OptionalLong.empty();
    for (OptionalLong deadline : deadlines) {
      boolean sooner =
          deadline.isPresent() && (first.isEmpty() || deadline.getAsLong() - first.getAsLong() < 0);
      first = sooner ? deadline : first;
    }
    return first;
  }
}
