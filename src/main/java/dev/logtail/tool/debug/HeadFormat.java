package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.WireEvent.Header;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes all headers of a request or an answer: folded, so that those of an upgrade leave room on a
 * small terminal for what is said afterwards, or a line each. Pure.
 *
 * <pre>
 *   &gt; Host: localhost:8765  Upgrade: websocket  Connection: Upgrade
 *   &gt; Sec-WebSocket-Version: 13
 * </pre>
 */
final class HeadFormat {
  /** What a row begins with. */
  static final String ASKED = "  > ";

  static final String ANSWERED = "  < ";
  private static final String GAP = "  ";

  private final Style style;
  private final boolean unfolded;
  private final SafeText safe = new SafeText(AnsiPolicy.ESCAPE);

  /**
   * @param unfolded whether each header has a line of its own
   */
  HeadFormat(Theme theme, boolean unfolded) {
    this.style = theme.of(Part.NOTICE);
    this.unfolded = unfolded;
  }

  /** As wide as {@code columns}, but for a header that is wider alone. */
  List<StyledText> folded(List<Header> headers, String mark, int columns) {
    return rows(headers, mark, unfolded ? 0 : columns);
  }

  List<StyledText> unfolded(List<Header> headers, String mark) {
    return rows(headers, mark, 0);
  }

  private List<StyledText> rows(List<Header> headers, String mark, int columns) {
    List<StyledText> rows = new ArrayList<>();
    String row = "";
    for (Header header : headers) {
      String next = safe.plain(HeaderText.line(header));
      String together = row.isEmpty() ? mark + next : row + GAP + next;
      if (!row.isEmpty() && CellWidth.of(together) > columns) {
        rows.add(StyledText.of(row, style));
        together = mark + next;
      }
      row = together;
    }
    if (!row.isEmpty()) {
      rows.add(StyledText.of(row, style));
    }
    return rows;
  }
}
