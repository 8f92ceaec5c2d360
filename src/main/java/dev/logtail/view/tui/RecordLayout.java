package dev.logtail.view.tui;

import dev.logtail.view.style.StyledText;
import java.util.List;

/**
 * One entry, laid out.
 *
 * @param prefix what stands left of the first row: time, level, worker
 * @param indent where the rows begin, in cells
 * @param rows the message's lines, at least one
 */
record RecordLayout(StyledText prefix, int indent, List<StyledText> rows) {
  RecordLayout {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("an entry takes at least one row");
    }
    rows = List.copyOf(rows);
  }
}
