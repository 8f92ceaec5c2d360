package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.wire.JsonRecords;

/** One JSON object a line, with everything that was received in it; see {@link RecordJson}. */
public final class NdjsonFormat implements RecordFormat {
  @Override
  public void record(StringBuilder out, LogEvent event) {
    RecordJson.append(out, event);
    out.append('\n');
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    NoticeJson.append(out, notice);
    out.append('\n');
  }

  /** A line that lacks nothing but its end is a record; any other one becomes an event. */
  @Override
  public String mended(String torn) {
    return JsonRecords.isComplete(torn) ? torn + "\n" : NoticeJson.torn(torn) + "\n";
  }
}
