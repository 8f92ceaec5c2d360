/** Drops what was already seen, finds gaps, sorts what arrived close together. */
@NullMarked
package dev.logtail.pipeline.order;

import org.jspecify.annotations.NullMarked;
