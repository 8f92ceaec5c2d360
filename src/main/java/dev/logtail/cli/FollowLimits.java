package dev.logtail.cli;

import dev.logtail.pipeline.transport.Backoff;
import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.pipeline.transport.KeepAlive;
import dev.logtail.pipeline.transport.StreamSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How much, how often and how long, checked.
 *
 * @param spill bytes that may wait in a temporary file for a slow output; 0 for none
 * @param maxWorkers how many workers may be followed at once
 * @param patience how long an API that does not answer at the start is waited for; empty for not at
 *     all
 * @param maxRetries failures in a row after which a stream is left
 * @param connectTimeout for one try to connect, handshake included
 */
record FollowLimits(
    long spill,
    int maxWorkers,
    Optional<Duration> patience,
    int maxRetries,
    Duration connectTimeout,
    KeepAlive keepAlive,
    Backoff backoff) {
  static final long SPILL = 1L << 30;
  static final int MAX_WORKERS = 200;

  /** What holds where nothing is asked for. */
  static final FollowLimits DEFAULT =
      new FollowLimits(
          SPILL,
          MAX_WORKERS,
          Optional.empty(),
          StreamSettings.UNLIMITED,
          ConnectorSettings.DEFAULT.handshakeTimeout(),
          KeepAlive.DEFAULT,
          Backoff.DEFAULT);

  /** The same for any number of workers. */
  FollowLimits withAllWorkers() {
    return new FollowLimits(
        spill, Integer.MAX_VALUE, patience, maxRetries, connectTimeout, keepAlive, backoff);
  }
}
