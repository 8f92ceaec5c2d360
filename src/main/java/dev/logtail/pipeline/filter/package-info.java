/** Decides which events match, and which characters. */
@NullMarked
package dev.logtail.pipeline.filter;

import org.jspecify.annotations.NullMarked;
