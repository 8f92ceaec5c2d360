package dev.logtail.model;

import java.time.Instant;

/** One text message as a server sent it. */
public record RawFrame(Instant at, String text) implements StreamSignal {}
