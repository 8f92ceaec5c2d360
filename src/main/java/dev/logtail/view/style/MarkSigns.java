package dev.logtail.view.style;

import dev.logtail.model.Receipt.Mark;
import java.util.Set;

/** A sign for each mark, the same in every view for people. */
public final class MarkSigns {
  private MarkSigns() {}

  /** The signs of {@code marks}, for example {@code !+}; "" for none. */
  public static String of(Set<Mark> marks) {
    if (marks.isEmpty()) {
      return "";
    }
    StringBuilder signs = new StringBuilder();
    for (Mark mark : Mark.values()) {
      if (marks.contains(mark)) {
        signs.append(of(mark));
      }
    }
    return signs.toString();
  }

  public static char of(Mark mark) {
    return switch (mark) {
      case MALFORMED -> '~';
      case LATE -> '!';
      case MAY_REPEAT -> '?';
      case RECOVERED -> '+';
    };
  }

  /** What a sign says, in a few words. */
  public static String meaning(Mark mark) {
    return switch (mark) {
      case MALFORMED -> "not what a worker should send";
      case LATE -> "came late, after later ones of other workers";
      case MAY_REPEAT -> "may have been shown before";
      case RECOVERED -> "fetched afterwards";
    };
  }
}
