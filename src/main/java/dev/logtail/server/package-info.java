/** The demo's log-stream servers, and the one that {@code debug --listen} is. */
@NullMarked
package dev.logtail.server;

import org.jspecify.annotations.NullMarked;
