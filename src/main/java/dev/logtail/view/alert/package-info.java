/** Tells alerts to somebody outside: the desktop, another program, a web address. */
@NullMarked
package dev.logtail.view.alert;

import org.jspecify.annotations.NullMarked;
