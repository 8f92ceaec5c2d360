/** Connects the stages and owns the thread that they run on. */
@NullMarked
package dev.logtail.pipeline;

import org.jspecify.annotations.NullMarked;
