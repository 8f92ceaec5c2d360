/** The full-screen console: state in, cells out. */
@NullMarked
package dev.logtail.view.tui;

import org.jspecify.annotations.NullMarked;
