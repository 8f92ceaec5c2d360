/** Time, threads, queues and other programs, so that nothing else asks the JVM for them. */
@NullMarked
package dev.logtail.runtime;

import org.jspecify.annotations.NullMarked;
