/** Starts the program; the only code that touches the process. */
@NullMarked
package dev.logtail;

import org.jspecify.annotations.NullMarked;
