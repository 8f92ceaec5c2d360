/** What the command line says about itself: help, manual pages, completion. */
@NullMarked
package dev.logtail.cli.help;

import org.jspecify.annotations.NullMarked;
