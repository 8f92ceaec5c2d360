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
 *
 * It is a template for other events, in the run that is packed now and in later ones. Guarded by
 * the store.
 */
final class RawCut {
  /**
   * What separates two members of a JSON object, where literals that occur once are cut further.
   */
  private static final String MEMBER = ",\"";

  private static final int SMALL = 512;

  private final int[] kinds;
  private final List<String> literals;

  /** Each literal cut into members of an object; as soon as that was asked for. */
  private Optional<List<List<String>>> members = Optional.empty();

  /** Who has it: the last run, and how many events of that. */
  private long run;

  private int events;

  /** What the parts are as bytes, in that run. */
  private Optional<ByteSink> parts = Optional.empty();

  /**
   * @param kinds what the pieces are, as a packed run names them
   * @param literals what stands before each, and behind the last
   */
  RawCut(int[] kinds, List<String> literals) {
    this.kinds = kinds;
    this.literals = literals;
  }

  /** Whether {@code other} says the same, but for what is known of it. */
  boolean fits(LogEvent other) {
    String text = other.receipt().text();
    int at = 0;
    for (int piece = 0; piece < kinds.length; piece++) {
      String literal = literals.get(piece);
      String value = value(kinds[piece], other);
      if (!text.startsWith(literal, at) || !text.startsWith(value, at + literal.length())) {
        return false;
      }
      at += literal.length() + value.length();
    }
    String rest = literals.get(kinds.length);
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

  /** One more event of run number {@code number} is cut so; returns how many that are. */
  int use(long number) {
    if (run != number) {
      run = number;
      events = 0;
      parts = Optional.empty();
    }
    events++;
    return events;
  }

  /** Whether two events of the run are cut so. */
  boolean isShared() {
    return events > 1;
  }

  Optional<ByteSink> parts() {
    return parts;
  }

  void keepParts(ByteSink bytes) {
    parts = Optional.of(bytes);
  }

  /** How many pieces say what is known. */
  int pieces() {
    return kinds.length;
  }

  /** What the piece is, as a packed run names it. */
  int kind(int piece) {
    return kinds[piece];
  }

  /** What stands before each piece, and behind the last; may be "". */
  List<String> literals() {
    return literals;
  }

  /** What literal number {@code index} is made of, where it is cut further. */
  List<String> members(int index) {
    if (members.isEmpty()) {
      members = Optional.of(literals.stream().map(RawCut::members).toList());
    }
    return members.get().get(index);
  }

  private static List<String> members(String literal) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < literal.length(); ) {
      int end = literal.indexOf(MEMBER, at + 1);
      end = end < 0 ? literal.length() : end;
      found.add(literal.substring(at, end));
      at = end;
    }
    return found;
  }

  /** Whether it may be kept for later runs. */
  boolean isSmall() {
    int length = 0;
    for (String literal : literals) {
      length += literal.length();
    }
    return length <= SMALL;
  }
}
