package dev.logtail.pipeline.transport;

import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What streams share and tests replace: time, chance and threads.
 *
 * @param blocking runs what may block: asking for addresses, closing
 */
public record Surroundings(
    Scheduler scheduler,
    WallClock clock,
    Ticker ticker,
    RandomGenerator random,
    Executor blocking) {}
