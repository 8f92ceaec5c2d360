package dev.logtail.model;

/**
 * A record read back from what its worker keeps beside its stream, its log file: less exact than
 * what was streamed, since a file's lines tell fewer fields and coarser stamps.
 *
 * @param event with the whole line, or lines, as its message
 * @param bare the message without the time, level and logger that the line begins with
 */
public record ArchivedRecord(LogEvent event, String bare) {
  /** The same with the message that a stream without such prefixes would carry. */
  public LogEvent withBareMessage() {
    return new LogEvent(
        event.worker(), event.time(), event.level(), bare, event.origin(), event.receipt());
  }
}
