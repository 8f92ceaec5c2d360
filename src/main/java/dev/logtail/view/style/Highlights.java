package dev.logtail.view.style;

import dev.logtail.view.style.StyledText.Run;
import java.util.List;
import java.util.Optional;

/**
 * What is to catch the eye wherever it stands in messages. Immutable; where two marks overlap, the
 * later one lies on top.
 */
public record Highlights(List<Mark> marks) {
  /** A part of a text: from {@code start} up to, not including, {@code end}; in chars. */
  public record Stretch(int start, int end) {}

  /** Finds what is to be marked. */
  @FunctionalInterface
  public interface Finder {
    /** Stretches of {@code text}, in order and apart. */
    List<Stretch> in(String text);
  }

  /**
   * How that looks which a finder finds.
   *
   * @param own empty for what the theme says
   */
  public record Mark(Finder finder, Optional<Style> own) {}

  public static final Highlights NONE = new Highlights(List.of());

  public Highlights {
    marks = List.copyOf(marks);
  }

  public boolean isEmpty() {
    return marks.isEmpty();
  }

  /** A line of safe text with its marks. */
  public StyledText on(StyledText line, Theme theme) {
    StyledText marked = line;
    for (Mark mark : marks) {
      List<Stretch> found = mark.finder().in(line.plain());
      marked =
          found.isEmpty()
              ? marked
              : over(marked, found, mark.own().orElse(theme.of(Theme.Part.HIGHLIGHT)));
    }
    return marked;
  }

  private static StyledText over(StyledText text, List<Stretch> found, Style style) {
    StyledText.Builder out = new StyledText.Builder();
    int start = 0;
    for (Run run : text.runs()) {
      over(out, run, start, found, style);
      start += run.text().length();
    }
    return out.build();
  }

  private static void over(
      StyledText.Builder out, Run run, int start, List<Stretch> found, Style style) {
    int done = 0;
    int length = run.text().length();
    for (Stretch stretch : found) {
      int from = Math.max(done, Math.min(length, stretch.start() - start));
      int to = Math.max(from, Math.min(length, stretch.end() - start));
      out.append(run.text(), done, from, run.style());
      out.append(run.text(), from, to, style.over(run.style()));
      done = to;
    }
    out.append(run.text(), done, length, run.style());
  }
}
