package dev.logtail.view.export;

import dev.logtail.model.FramePart;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Each frame as it was received, on a line of its own. Of a frame with several records each is a
 * line of its own where the frame's first record is left out. The only format that neutralises
 * nothing: not for a terminal.
 */
public final class RawFormat implements RecordFormat {
  /** The frame of each worker that was written last. */
  private final Map<WorkerKey, FramePart> written = new HashMap<>();

  @Override
  public void record(StringBuilder out, LogEvent event) {
    FramePart part = event.receipt().part();
    if (!part.text().isEmpty()) {
      written.put(event.worker(), new FramePart(part.at(), part.number(), ""));
      out.append(withoutEnd(part.text())).append('\n');
    } else if (part.equals(FramePart.NONE)
        || !part.isWith(written.getOrDefault(event.worker(), FramePart.NONE))) {
      out.append(frame(event)).append('\n');
    }
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    // It was not received.
  }

  /** The text as received, without the newline that ends a frame of a raw stream. */
  static String frame(LogEvent event) {
    return withoutEnd(event.receipt().text());
  }

  private static String withoutEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
