package dev.logtail.view.export;

import dev.logtail.model.LogEvent;

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
    out.append(first ? "\n" : ",\n");
    first = false;
    RecordJson.append(out, event);
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
