/** Writes records the way that a user's own text says. */
@NullMarked
package dev.logtail.view.template;

import org.jspecify.annotations.NullMarked;
