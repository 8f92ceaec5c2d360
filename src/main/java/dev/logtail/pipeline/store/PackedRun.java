package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;

/**
 * Entries as bytes, a tenth of what they take as objects. Each is made anew when it is asked for,
 * equal in all its parts. Immutable.
 *
 * <pre>
 *   bytes    messages, one after another | entries | literals: the first stamp, then texts that repeat
 *   event    flags context message(start length) second nano [arrival] stamp [seq] [id] raw text
 *   notice   flags, then as EntryCodec writes it
 *   raw text a count, and as many parts: what is known of the event already, a literal, or other text
 * </pre>
 */
final class PackedRun implements Run {
  static final int NOTICE = 1;
  static final int STRAY = 2;
  static final int SAME_ARRIVAL = 4;
  static final int SEQ = 8;
  static final int ID = 16;

  /** What a part of the raw text is. */
  static final int MESSAGE = 0;

  static final int ESCAPED = 1;
  static final int ESCAPED_TO_ASCII = 2;
  static final int STAMP = 3;
  static final int SEQ_DIGITS = 4;
  static final int ID_TEXT = 5;
  static final int OTHER = 6;
  static final int FIRST_LITERAL = 7;

  private static final int FIXED_BYTES = 240;

  private final byte[] bytes;
  private final int[] starts;
  private final int count;
  private final Context[] contexts;
  private final long second;
  private final boolean ascii;

  /**
   * @param starts where each entry starts, then each literal, then the end
   * @param count how many entries there are
   * @param second the entries' times are told as distances from this one
   * @param ascii when no text has anything else
   */
  PackedRun(byte[] bytes, int[] starts, int count, Context[] contexts, long second, boolean ascii) {
    this.bytes = bytes;
    this.starts = starts;
    this.count = count;
    this.contexts = contexts;
    this.second = second;
    this.ascii = ascii;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where entry or, from {@link #count()} on, literal number {@code index} starts. */
  int start(int index) {
    return starts[index];
  }

  int count() {
    return count;
  }

  Context[] contexts() {
    return contexts;
  }

  /** The second from which the entries' times are told. */
  long second() {
    return second;
  }

  boolean isAscii() {
    return ascii;
  }

  @Override
  public Entry get(int slot) {
    return new Unpacker(this).entry(slot);
  }

  /** Whether the entry is not at its place in time. */
  boolean isStray(int slot) {
    return (bytes[starts[slot]] & STRAY) != 0;
  }

  /** Where the messages end and the first entry starts. */
  int messagesEnd() {
    return starts[0];
  }

  /** About how many bytes of memory it holds, contexts left out. */
  int weight() {
    return FIXED_BYTES + bytes.length + Integer.BYTES * (starts.length + contexts.length);
  }
}
