/** Remembers the newest entries within a byte limit and answers questions about them. */
@NullMarked
package dev.logtail.pipeline.store;

import org.jspecify.annotations.NullMarked;
