/** Counts entries and shows the counts. */
@NullMarked
package dev.logtail.view.stats;

import org.jspecify.annotations.NullMarked;
