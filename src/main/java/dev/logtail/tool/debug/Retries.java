package dev.logtail.tool.debug;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Backoff;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether and when to dial again, as streams do. For one thread at a time. */
final class Retries {
  private static final Backoff BACKOFF = Backoff.DEFAULT;

  /** How often in a row a server that speaks something else is tried. */
  private static final int DOUBTFUL_TRIES = 3;

  private final RandomGenerator random;
  private int failures;
  private int doubtful;

  Retries(RandomGenerator random) {
    this.random = random;
  }

  /** Why and when another connection is made. */
  static String told(WireEvent.Ended end, Duration delay) {
    StreamFailure failure = end.end().failure();
    String why = failure.kind() == StreamFailure.Kind.NONE ? "" : failure.text() + "; ";
    return why + String.format(Locale.ROOT, "connecting again in %.1f s", delay.toMillis() / 1e3);
  }

  /** A connection was open for so long. */
  void worked(Duration open) {
    if (open.compareTo(BACKOFF.stable()) >= 0) {
      failures = 0;
      doubtful = 0;
    }
  }

  /** Whether the last connections did not fail. */
  boolean isFirst() {
    return failures == 0;
  }

  /** How long to wait after {@code end}; empty where another try makes no sense. */
  Optional<Duration> after(StreamEnd end) {
    failures++;
    doubtful += end.retry() == StreamEnd.Retry.FEW ? 1 : 0;
    if (end.retry() == StreamEnd.Retry.NEVER || doubtful >= DOUBTFUL_TRIES) {
      return Optional.empty();
    }
    Duration backoff = BACKOFF.delay(failures, random.nextDouble());
    return Optional.of(backoff.compareTo(end.atLeast()) > 0 ? backoff : end.atLeast());
  }
}
