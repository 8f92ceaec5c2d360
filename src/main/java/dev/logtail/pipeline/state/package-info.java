/** Keeps on disk what a later run must know to go on without repeats. */
@NullMarked
package dev.logtail.pipeline.state;

import org.jspecify.annotations.NullMarked;
