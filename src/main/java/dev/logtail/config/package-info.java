/** Reads the configuration file into checked settings. */
@NullMarked
package dev.logtail.config;

import org.jspecify.annotations.NullMarked;
