package dev.logtail.pipeline.store;

import dev.logtail.model.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event's raw text, cut where it says word for word what the event is known to say anyway; what
 * lies between is mostly the same in many records.
 *
 * <pre>
 *   {"timestamp":"2026-02-01T14:30:25","level":"INFO","message":"Bar #7","line_no":95}
 *    literal 0    STAMP               literal 1                  MESSAGE literal 2
 * </pre>
 */
final class RawCut {
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
  private List<String> literals = List.of();

  /** For who packs it: whether another event was cut alike, and what the parts are as bytes. */
  private boolean shared;

  private Optional<ByteSink> parts = Optional.empty();

  private RawCut(LogEvent event) {
    this.event = event;
    this.raw = event.receipt().text();
  }

  static RawCut of(LogEvent event) {
    RawCut cut = new RawCut(event);
    cut.cutMessage();
    cut.cut(event.time().text(), PackedRun.STAMP, LEAST_LENGTH);
    cut.cut(event.receipt().id().id(), PackedRun.ID_TEXT, LEAST_LENGTH);
    if (event.receipt().id().seq() != 0) {
      cut.cut(Long.toString(event.receipt().id().seq()), PackedRun.SEQ_DIGITS, 1);
    }
    cut.keepLiterals();
    return cut;
  }

  /** Whether {@code other} says the same, but for what is known of it. */
  boolean fits(LogEvent other) {
    String text = other.receipt().text();
    int at = 0;
    for (int piece = 0; piece < pieces; piece++) {
      String literal = literals.get(piece);
      String value = value(kinds[piece], other);
      if (!text.startsWith(literal, at) || !text.startsWith(value, at + literal.length())) {
        return false;
      }
      at += literal.length() + value.length();
    }
    String rest = literals.get(pieces);
    return text.length() == at + rest.length() && text.startsWith(rest, at);
  }

  private static String value(int kind, LogEvent event) {
    return switch (kind) {
      case PackedRun.MESSAGE -> event.message();
      case PackedRun.ESCAPED -> JsonEscapes.escape(event.message(), false);
      case PackedRun.ESCAPED_TO_ASCII -> JsonEscapes.escape(event.message(), true);
      case PackedRun.STAMP -> event.time().text();
      case PackedRun.SEQ_DIGITS -> Long.toString(event.receipt().id().seq());
      default -> event.receipt().id().id();
    };
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

  boolean isShared() {
    return shared;
  }

  void share() {
    shared = true;
  }

  Optional<ByteSink> parts() {
    return parts;
  }

  void keepParts(ByteSink bytes) {
    parts = Optional.of(bytes);
  }

  /** How many pieces say what is known. */
  int pieces() {
    return pieces;
  }

  /** What the piece is, as a packed run names it. */
  int kind(int piece) {
    return kinds[piece];
  }

  private void keepLiterals() {
    literals = new ArrayList<>(pieces + 1);
    for (int piece = 0; piece <= pieces; piece++) {
      int start = piece == 0 ? 0 : ends[piece - 1];
      literals.add(raw.substring(start, piece == pieces ? raw.length() : starts[piece]));
    }
  }

  /** What stands before each piece, and behind the last; may be "". */
  List<String> literals() {
    return literals;
  }
}
