/** The JLine boundary: size, keys, raw mode, signals, restoring. */
@NullMarked
package dev.logtail.view.terminal;

import org.jspecify.annotations.NullMarked;
