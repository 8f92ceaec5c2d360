/** Learns which workers exist and reports changes. */
@NullMarked
package dev.logtail.pipeline.discovery;

import org.jspecify.annotations.NullMarked;
