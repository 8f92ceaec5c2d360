package dev.logtail.cli;

import dev.logtail.pipeline.order.Dedupe;

/** How streams go on after a reconnection, checked. */
record ResumeSettings(Dedupe dedupe) {}
