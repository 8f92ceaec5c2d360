/** How things look, without saying how a terminal draws them. */
@NullMarked
package dev.logtail.view.style;

import org.jspecify.annotations.NullMarked;
