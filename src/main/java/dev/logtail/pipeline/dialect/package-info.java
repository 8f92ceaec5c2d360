/**
 * What each kind of log system says, and what it must be told; the only place that knows one by
 * name.
 */
@NullMarked
package dev.logtail.pipeline.dialect;

import org.jspecify.annotations.NullMarked;
