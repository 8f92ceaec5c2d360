/** Keeps one stream alive and turns it into raw frames. */
@NullMarked
package dev.logtail.pipeline.transport;

import org.jspecify.annotations.NullMarked;
