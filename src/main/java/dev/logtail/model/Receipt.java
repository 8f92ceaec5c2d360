package dev.logtail.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * An event as it was received, for exports that must lose nothing.
 *
 * @param text the JSON object's text exactly as received, or the frame's text where it was no
 *     object
 * @param json true when {@code text} is one JSON object
 * @param marks what the pipeline found out about it
 * @param id what its server tells it apart by
 * @param part what it is of a frame that holds several records
 */
public record Receipt(String text, boolean json, Set<Mark> marks, RecordId id, FramePart part) {
  /** Something that a view must not hide about an event. */
  public enum Mark {
    /** Its frame was not what its dialect sends; it is shown as the text that it is. */
    MALFORMED,
    /** It came after later events of other workers had already been shown. */
    LATE,
    /** Whether it was shown before could not be proved. */
    MAY_REPEAT,
    /** It was not received live but fetched afterwards. */
    RECOVERED
  }

  public Receipt {
    marks = Set.copyOf(marks);
  }

  /** Of a record that was alone in its frame. */
  public Receipt(String text, boolean json, Set<Mark> marks, RecordId id) {
    this(text, json, marks, id, FramePart.NONE);
  }

  public static Receipt object(String json) {
    return object(json, RecordId.NONE);
  }

  /** An object whose server told what it is. */
  public static Receipt object(String json, RecordId id) {
    return new Receipt(json, true, Set.of(), id);
  }

  public static Receipt text(String text) {
    return new Receipt(text, false, Set.of(), RecordId.NONE);
  }

  /** The same receipt with one mark more. */
  public Receipt with(Mark mark) {
    if (marks.contains(mark)) {
      return this;
    }
    EnumSet<Mark> more = EnumSet.of(mark);
    more.addAll(marks);
    return new Receipt(text, json, more, id, part);
  }

  /** The same as a part of a frame. */
  public Receipt as(FramePart other) {
    return new Receipt(text, json, marks, id, other);
  }
}
