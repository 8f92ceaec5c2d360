package dev.logtail.view.style;

import java.util.List;

/**
 * Text that is safe to show, with how each stretch of it looks. Never holds a line break or a
 * control character.
 */
public record StyledText(List<Run> runs) {
  /** A stretch of one style. */
  public record Run(String text, Style style) {}

  public static final StyledText EMPTY = new StyledText(List.of());

  public StyledText {
    runs = List.copyOf(runs);
  }

  /** The text alone. */
  public String plain() {
    if (runs.size() == 1) {
      return runs.get(0).text();
    }
    StringBuilder text = new StringBuilder();
    for (Run run : runs) {
      text.append(run.text());
    }
    return text.toString();
  }
}
