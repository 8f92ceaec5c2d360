/** Declares the commands and builds the object graph by hand. */
@NullMarked
package dev.logtail.cli;

import org.jspecify.annotations.NullMarked;
