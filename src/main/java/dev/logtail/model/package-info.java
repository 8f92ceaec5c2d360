/** The words of the domain: immutable values. */
@NullMarked
package dev.logtail.model;

import org.jspecify.annotations.NullMarked;
