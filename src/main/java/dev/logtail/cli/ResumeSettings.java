package dev.logtail.cli;

import dev.logtail.pipeline.order.Dedupe;

/** What streams say, and how they go on after a reconnection. */
record ResumeSettings(DialectChoice dialect, Dedupe dedupe) {}
