package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;

/**
 * One JSON array of the objects of {@link RecordJson}, one a line; valid however few there are, as
 * soon as the footer is written.
 */
public final class JsonFormat implements RecordFormat {
  private boolean first = true;

  @Override
  public void header(StringBuilder out) {
    out.append('[');
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    separate(out);
    RecordJson.append(out, event);
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    separate(out);
    NoticeJson.append(out, notice);
  }

  private void separate(StringBuilder out) {
    out.append(first ? "\n" : ",\n");
    first = false;
  }

  @Override
  public void footer(StringBuilder out) {
    out.append("\n]\n");
  }

  @Override
  public boolean canContinue() {
    return false;
  }
}
