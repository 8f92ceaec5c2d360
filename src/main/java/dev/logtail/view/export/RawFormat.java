package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;

/**
 * Each record as it was received, each on a line of its own. The only format that neutralises
 * nothing: not for a terminal.
 */
public final class RawFormat implements RecordFormat {
  @Override
  public void record(StringBuilder out, LogEvent event) {
    out.append(frame(event)).append('\n');
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    // It was not received.
  }

  /** The text as received, without the newline that ends a frame of a raw stream. */
  static String frame(LogEvent event) {
    String text = event.receipt().text();
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
