/** Lets a person talk to one WebSocket and see everything that is sent. */
@NullMarked
package dev.logtail.tool.debug;

import org.jspecify.annotations.NullMarked;
