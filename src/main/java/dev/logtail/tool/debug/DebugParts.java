package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.WireDialler;
import java.net.URI;
import java.util.function.Function;

/**
 * What a debug session uses.
 *
 * @param receiveOnly knows streams that nothing should be sent to
 * @param page what a plain GET of a URL answers, for a refusal that came without a word; may block
 * @param around its {@code blocking} runs what it is given one after the other, in order
 */
public record DebugParts(
    WireDialler dialler,
    ReceiveOnly receiveOnly,
    Function<URI, String> page,
    Surroundings around) {}
