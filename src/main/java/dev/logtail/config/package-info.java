/**
 * Reads the configuration file into checked settings, shows it without secrets, changes its current
 * context.
 */
@NullMarked
package dev.logtail.config;

import org.jspecify.annotations.NullMarked;
