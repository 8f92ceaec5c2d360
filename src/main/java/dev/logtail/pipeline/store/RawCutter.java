package dev.logtail.pipeline.store;

import dev.logtail.model.LogEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds in an event's raw text what the event is known to say anyway. */
final class RawCutter {
  private static final int MOST_PIECES = 4;

  /** Where a value stands inside others is looked for so often, and no more. */
  private static final int MOST_TRIES = 8;

  private static final int LEAST_LENGTH = 3;

  private final LogEvent event;
  private final String raw;
  private final int[] starts = new int[MOST_PIECES];
  private final int[] ends = new int[MOST_PIECES];
  private final int[] kinds = new int[MOST_PIECES];
  private int pieces;

  RawCutter(LogEvent event) {
    this.event = event;
    this.raw = event.receipt().text();
  }

  RawCut cut() {
    cutMessage();
    cut(event.time().text(), PackedRun.STAMP, LEAST_LENGTH);
    cut(event.receipt().id().id(), PackedRun.ID_TEXT, LEAST_LENGTH);
    if (event.receipt().id().seq() != 0) {
      cut(Long.toString(event.receipt().id().seq()), PackedRun.SEQ_DIGITS, 1);
    }
    return new RawCut(Arrays.copyOf(kinds, pieces), literals());
  }

  private void cutMessage() {
    String message = event.message();
    if (raw.equals(message)) {
      add(0, raw.length(), PackedRun.MESSAGE);
    } else if (!cut(message, PackedRun.MESSAGE, LEAST_LENGTH) && event.receipt().json()) {
      cutEscaped(message);
    }
  }

  private void cutEscaped(String message) {
    boolean found =
        JsonEscapes.isNeededFor(message, false)
            && cut(JsonEscapes.escape(message, false), PackedRun.ESCAPED, LEAST_LENGTH);
    if (!found && JsonEscapes.isNeededFor(message, true)) {
      cut(JsonEscapes.escape(message, true), PackedRun.ESCAPED_TO_ASCII, LEAST_LENGTH);
    }
  }

  private boolean cut(String value, int kind, int least) {
    int at = value.length() < least ? -1 : raw.indexOf(value);
    for (int i = 0; i < MOST_TRIES && at >= 0; i++) {
      int end = at + value.length();
      if (isWhole(at, end) && isUncut(at, end)) {
        add(at, end, kind);
        return true;
      }
      at = raw.indexOf(value, at + 1);
    }
    return false;
  }

  private boolean isWhole(int start, int end) {
    return (start == 0 || "\": [".indexOf(raw.charAt(start - 1)) >= 0)
        && (end == raw.length() || "\",} ]".indexOf(raw.charAt(end)) >= 0);
  }

  private boolean isUncut(int start, int end) {
    for (int i = 0; i < pieces; i++) {
      if (start < ends[i] && end > starts[i]) {
        return false;
      }
    }
    return true;
  }

  private void add(int start, int end, int kind) {
    int place = pieces;
    while (place > 0 && starts[place - 1] > start) {
      starts[place] = starts[place - 1];
      ends[place] = ends[place - 1];
      kinds[place] = kinds[place - 1];
      place--;
    }
    starts[place] = start;
    ends[place] = end;
    kinds[place] = kind;
    pieces++;
  }

  private List<String> literals() {
    List<String> literals = new ArrayList<>(pieces + 1);
    for (int piece = 0; piece <= pieces; piece++) {
      int start = piece == 0 ? 0 : ends[piece - 1];
      literals.add(raw.substring(start, piece == pieces ? raw.length() : starts[piece]));
    }
    return literals;
  }
}
