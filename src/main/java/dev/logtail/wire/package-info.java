/** JSON on the network, shared by client and server. */
@NullMarked
package dev.logtail.wire;

import org.jspecify.annotations.NullMarked;
