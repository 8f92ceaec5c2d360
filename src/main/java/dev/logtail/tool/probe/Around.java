package dev.logtail.tool.probe;

import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import java.time.Duration;

/**
 * What looking into an API depends on.
 *
 * @param timeout of the whole check, for words
 */
public record Around(
    Trust trust, ProxyRules proxies, WallClock clock, Ticker ticker, Duration timeout) {}
