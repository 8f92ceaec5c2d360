package dev.logtail.view.style;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@link TimeStyle#RELATIVE} times count from: the first moment that it is told. One per view;
 * its thread only.
 */
public final class TimeOrigin {
  private Optional<Instant> moment = Optional.empty();

  /** Counts from {@code at}, unless it counts already. */
  public void begin(Instant at) {
    if (moment.isEmpty()) {
      moment = Optional.of(at);
    }
  }

  Duration since(Instant at) {
    begin(at);
    return Duration.between(moment.orElse(at), at);
  }
}
