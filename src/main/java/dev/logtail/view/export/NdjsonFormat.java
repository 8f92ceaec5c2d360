package dev.logtail.view.export;

import dev.logtail.model.LogEvent;

/** One JSON object a line, with everything that was received in it; see {@link RecordJson}. */
public final class NdjsonFormat implements RecordFormat {
  @Override
  public void record(StringBuilder out, LogEvent event) {
    RecordJson.append(out, event);
    out.append('\n');
  }
}
