package dev.logtail.view.tui;

import dev.logtail.view.style.Style;

/**
 * One character cell.
 *
 * @param grapheme what is drawn here; "" where the cell to the left reaches into this one
 */
public record Cell(String grapheme, Style style) {
  static final Cell BLANK = new Cell(" ", Style.PLAIN);
}
