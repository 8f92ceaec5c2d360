/** Shows a debug session on a terminal and reads what a person types there. */
@NullMarked
package dev.logtail.tool.debug.prompt;

import org.jspecify.annotations.NullMarked;
