/** Finds out why a target does not work, a step at a time. */
@NullMarked
package dev.logtail.tool.probe;

import org.jspecify.annotations.NullMarked;
