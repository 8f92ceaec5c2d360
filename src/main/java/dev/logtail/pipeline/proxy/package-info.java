/** Leads connections through proxies: asks them the way, and says where it ended. */
@NullMarked
package dev.logtail.pipeline.proxy;

import org.jspecify.annotations.NullMarked;
