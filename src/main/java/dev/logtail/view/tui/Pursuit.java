package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.tui.ConsoleAction.Target;
import java.util.OptionalLong;

/**
 * A search for the next or previous target that may take longer than a frame: it looks at a bounded
 * number of entries at a time, so that keys are answered meanwhile.
 *
 * @param from the first entry to look at
 */
public record Pursuit(Target target, boolean forward, long from) {
  /** What has come of it. */
  sealed interface Outcome {
    record Found(long entry) implements Outcome {}

    record Nowhere() implements Outcome {}

    /** It is to go on with {@code rest}. */
    record Unfinished(Pursuit rest) implements Outcome {}
  }

  /** So many entries are looked at in a few milliseconds. */
  private static final int STRIDE = 5000;

  /** The target, for people. */
  String words() {
    return switch (target) {
      case MATCH -> "match";
      case ERROR -> "error";
      case GAP -> "gap or reconnection";
      case BOOKMARK -> "bookmark";
    };
  }

  String article() {
    return target == Target.ERROR ? "an " : "a ";
  }

  /** Looks for the target in {@code log} for a while. */
  Outcome look(LogView log, Bookmarks bookmarks) {
    return switch (target) {
      case MATCH -> match(log);
      case BOOKMARK -> bookmark(log, bookmarks);
      case ERROR, GAP -> walk(log);
    };
  }

  private Outcome match(LogView log) {
    OptionalLong found = forward ? log.matchAtOrAfter(from) : log.matchAtOrBefore(from);
    if (found.isPresent()) {
      return new Outcome.Found(found.getAsLong());
    }
    return log.examined() ? new Outcome.Nowhere() : new Outcome.Unfinished(this);
  }

  private Outcome bookmark(LogView log, Bookmarks bookmarks) {
    OptionalLong next = forward ? bookmarks.atOrAfter(from) : bookmarks.atOrBefore(from);
    while (next.isPresent()) {
      long number = next.getAsLong();
      if (log.atOrAfter(number).equals(next)) {
        return new Outcome.Found(number);
      }
      next = forward ? bookmarks.atOrAfter(number + 1) : bookmarks.atOrBefore(number - 1);
    }
    return new Outcome.Nowhere();
  }

  private Outcome walk(LogView log) {
    OptionalLong next = forward ? log.atOrAfter(from) : log.atOrBefore(from);
    for (int looked = 0; next.isPresent(); looked++) {
      long number = next.getAsLong();
      if (looked == STRIDE) {
        return new Outcome.Unfinished(new Pursuit(target, forward, number));
      }
      if (isTarget(log.entry(number))) {
        return new Outcome.Found(number);
      }
      next = forward ? log.atOrAfter(number + 1) : log.atOrBefore(number - 1);
    }
    return log.examined() ? new Outcome.Nowhere() : new Outcome.Unfinished(this);
  }

  private boolean isTarget(Entry entry) {
    return switch (target) {
      case ERROR -> entry.isError();
      case GAP ->
          entry instanceof StreamNotice notice
              && (notice.kind().isAboutRecords() || notice.kind().isTroubling());
      case MATCH, BOOKMARK -> throw new IllegalStateException("there are indexes for these");
    };
  }
}
