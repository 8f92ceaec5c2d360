package dev.logtail.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * Ends a run when nothing that it wants can come any more: once {@code --until} has passed and what
 * was logged before has had the time to arrive.
 */
record SpanEnd(Environment environment, FollowSettings settings) {
  private static final Duration UNDER_WAY = Duration.ofMillis(500);

  /** Calls {@code enough} then, on any thread; never where no end was asked for. */
  @SuppressWarnings("FutureReturnValueIgnored") // what follows can't fail
  void watch(Wiring wiring, Runnable enough) {
    settings
        .filter()
        .span()
        .until()
        .ifPresent(
            end ->
                wiring
                    .session()
                    .replayed()
                    .thenRun(() -> wiring.scheduler().after(left(end), enough)));
  }

  private Duration left(Instant end) {
    Duration until = Duration.between(environment.clock().now(), end);
    Duration wait = until.isNegative() ? Duration.ZERO : until;
    return wait.plus(settings.orderWindow().orElse(Duration.ZERO)).plus(UNDER_WAY);
  }
}
