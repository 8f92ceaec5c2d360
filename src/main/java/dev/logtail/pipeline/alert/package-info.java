/** Decides what of the merged stream somebody is told of at once, and how often. */
@NullMarked
package dev.logtail.pipeline.alert;

import org.jspecify.annotations.NullMarked;
