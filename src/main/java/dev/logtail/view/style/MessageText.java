package dev.logtail.view.style;

import dev.logtail.model.LogEvent;

/**
 * The part of a record's message that tells something. Many servers send a message that their
 * logger has already formatted, so that it begins with the record's own time, level and logger:
 *
 * <pre>
 *   2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: Bar processed: #1234
 *   2026-02-01 14:30:25,123 - VnpyWorker[002050.SZ] - INFO - Bar processed: #1234
 *   [2026-02-01 14:30:25] INFO Bar processed: #1234
 * </pre>
 *
 * A prefix is left out only when all that it says is in the record too; else the message stays
 * whole. May be used from any thread.
 */
public final class MessageText {
  private final boolean whole;

  private MessageText(boolean whole) {
    this.whole = whole;
  }

  /** Leaves out what only repeats the record. */
  public static MessageText brief() {
    return new MessageText(false);
  }

  /** Leaves out nothing. */
  public static MessageText whole() {
    return new MessageText(true);
  }

  /** What to show of the event's message: foreign text still. */
  public String of(LogEvent event) {
    String message = event.message();
    int start = whole ? 0 : RepeatedPrefix.length(event);
    return start == 0 ? message : message.substring(start);
  }
}
