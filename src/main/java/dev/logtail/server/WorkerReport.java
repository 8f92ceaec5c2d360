package dev.logtail.server;

import java.net.URI;
import java.util.Optional;

/**
 * What the REST API tells about one worker.
 *
 * @param streamUrl empty when its streaming is off
 */
record WorkerReport(String key, boolean alive, Stats stats, Optional<URI> streamUrl) {

  /**
   * What the strategy has done so far.
   *
   * @param position shares held
   * @param entryPrice what they were bought for, as a decimal; empty when none is held
   */
  record Stats(
      String symbol,
      String strategy,
      String state,
      int position,
      long barsProcessed,
      Optional<String> entryPrice) {}
}
