/** A log-stream server, for the demo. */
@NullMarked
package dev.logtail.server;

import org.jspecify.annotations.NullMarked;
