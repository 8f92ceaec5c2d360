package dev.logtail.view.tui;

import dev.logtail.view.style.StyledText;
import java.util.List;

/**
 * All about one entry, laid out for a detail pane.
 *
 * @param title for the frame: who, how bad, when
 * @param rows none wider than the pane
 */
record DetailPage(StyledText title, List<StyledText> rows) {
  DetailPage {
    rows = List.copyOf(rows);
  }

  /** How far down a pane of {@code height} rows can be scrolled. */
  int mostScrolled(int height) {
    return Math.max(0, rows.size() - height);
  }
}
