package dev.logtail.view.line;

import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.terminal.ColorDepth;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns styles into the SGR sequences of a terminal with so many colours. What it writes is the
 * only ESC that ever reaches a terminal in lines mode; each styled stretch ends with a reset. One
 * thread.
 *
 * <pre>
 *   bold red "x"   →   ESC[1;31mxESC[0m        plain "x"   →   x
 * </pre>
 */
public final class AnsiWriter {
  static final String RESET = "\u001b[0m";

  private static final int MAX_REMEMBERED = 1024;

  private final ColorDepth depth;
  private final Map<Style, String> openings = new HashMap<>();

  public AnsiWriter(ColorDepth depth) {
    this.depth = depth;
  }

  public void append(StringBuilder out, StyledText text) {
    for (StyledText.Run run : text.runs()) {
      append(out, run.text(), run.style());
    }
  }

  /** Appends text that is already safe. */
  public void append(StringBuilder out, String safe, Style style) {
    String opening = opening(style);
    if (opening.isEmpty()) {
      out.append(safe);
    } else {
      out.append(opening).append(safe).append(RESET);
    }
  }

  /** The sequence that switches {@code style} on; "" where nothing needs switching. */
  String opening(Style style) {
    if (depth == ColorDepth.NONE) {
      return "";
    }
    String opening = openings.get(style);
    if (opening == null) {
      if (openings.size() >= MAX_REMEMBERED) {
        openings.clear();
      }
      opening = SgrCodes.sequence(style, depth);
      openings.put(style, opening);
    }
    return opening;
  }
}
