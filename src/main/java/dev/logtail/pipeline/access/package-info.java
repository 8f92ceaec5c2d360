/** Decides who is told which secret, and whose certificates are believed. */
@NullMarked
package dev.logtail.pipeline.access;

import org.jspecify.annotations.NullMarked;
