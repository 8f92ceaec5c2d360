package dev.logtail.tool.probe;

import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;

/** What looking into an API depends on. */
public record Around(Trust trust, ProxyRules proxies, WallClock clock, Ticker ticker) {}
