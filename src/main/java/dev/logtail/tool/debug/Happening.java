package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.WireEvent;
import java.time.Instant;

/** An event on the wire, with what is known of the connection at that moment. */
record Happening(Instant at, WireEvent event, WireContext context) {}
