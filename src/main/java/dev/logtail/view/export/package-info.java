/** Writes entries to files. */
@NullMarked
package dev.logtail.view.export;

import org.jspecify.annotations.NullMarked;
