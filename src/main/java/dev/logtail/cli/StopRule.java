package dev.logtail.cli;

import java.time.Duration;
import java.util.Optional;

/** When a run ends by itself: whichever comes first, or never. */
record StopRule(Optional<Long> limit, Optional<Duration> runFor, Optional<Duration> idle) {
  static final StopRule NEVER = new StopRule(Optional.empty(), Optional.empty(), Optional.empty());

  static StopRule after(Duration duration) {
    return new StopRule(Optional.empty(), Optional.of(duration), Optional.empty());
  }

  boolean isNever() {
    return limit.isEmpty() && runFor.isEmpty() && idle.isEmpty();
  }
}
