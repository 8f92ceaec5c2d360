/** Prints entries as lines. */
@NullMarked
package dev.logtail.view.line;

import org.jspecify.annotations.NullMarked;
