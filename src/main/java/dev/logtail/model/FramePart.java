package dev.logtail.model;

import java.time.Instant;

/**
 * Which frame a record came in, where it was not alone in it, so that the frame can be told as it
 * was received. The first record brings the frame's text; the others know that they belong to it.
 *
 * @param at when the frame was read
 * @param number tells frames apart that were read at once
 * @param text the frame as received; "" for all records but its first
 */
public record FramePart(Instant at, long number, String text) {
  /** Of a record that was alone, or whose frame does not matter. */
  public static final FramePart NONE = new FramePart(Instant.EPOCH, 0, "");

  /** True for records that came together. */
  public boolean isWith(FramePart other) {
    return number == other.number && at.equals(other.at);
  }
}
