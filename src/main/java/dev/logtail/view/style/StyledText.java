package dev.logtail.view.style;

import java.util.ArrayList;
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

  /** One stretch of text that is already safe. */
  public static StyledText of(String safe, Style style) {
    return safe.isEmpty() ? EMPTY : new StyledText(List.of(new Run(safe, style)));
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

  /** Puts safe text together left to right; neighbours of one style become one run. */
  public static final class Builder {
    private final List<Run> runs = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private Style style = Style.PLAIN;

    public Builder append(String safe, Style style) {
      use(style);
      open.append(safe);
      return this;
    }

    public Builder append(StyledText text) {
      for (Run run : text.runs()) {
        append(run.text(), run.style());
      }
      return this;
    }

    Builder append(int point, Style style) {
      use(style);
      open.appendCodePoint(point);
      return this;
    }

    Builder append(String text, int start, int end, Style style) {
      use(style);
      open.append(text, start, end);
      return this;
    }

    public StyledText build() {
      close();
      return new StyledText(runs);
    }

    private void use(Style next) {
      if (!next.equals(style)) {
        close();
        style = next;
      }
    }

    private void close() {
      if (open.length() > 0) {
        runs.add(new Run(open.toString(), style));
        open.setLength(0);
      }
    }
  }
}
