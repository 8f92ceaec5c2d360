package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.view.line.LinePrinter;
import java.io.IOException;
import java.util.List;

/**
 * Records as lines on standard output; what happens to streams is said on standard error instead.
 */
record LineOutput(LinePrinter printer) implements RunOutput {
  @Override
  public void write(List<? extends Entry> entries) throws IOException {
    printer.print(entries.stream().filter(LogEvent.class::isInstance).toList());
  }

  @Override
  public boolean sync() {
    return true;
  }

  @Override
  public boolean isSilent() {
    return false;
  }

  @Override
  public void finish() {}

  @Override
  public void abandon() {}
}
