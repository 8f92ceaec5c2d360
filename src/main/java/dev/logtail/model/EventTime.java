package dev.logtail.model;

import java.time.Instant;

/**
 * When an event happened, and when it reached us.
 *
 * @param at the record's own time; its arrival where it carries none
 * @param arrival when its frame was read
 * @param text the stamp as sent, "" where the record carries none: foreign text
 */
public record EventTime(Instant at, Instant arrival, String text) {
  /** The time of a record without a stamp. */
  public static EventTime unstamped(Instant arrival) {
    return new EventTime(arrival, arrival, "");
  }

  public boolean isStamped() {
    return !text.isEmpty();
  }

  /** True when the record carries a stamp that was understood: {@code at} is the record's own. */
  public boolean isOwn() {
    return isStamped() && !at.equals(arrival);
  }
}
