package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.view.export.Exporter;
import java.io.IOException;
import java.util.List;

/**
 * Records in a machine's format, in a file or on standard output.
 *
 * @param isSilent true for a file
 */
record ExporterOutput(Exporter exporter, boolean isSilent) implements RunOutput {
  @Override
  public void write(List<? extends Entry> entries) throws IOException {
    exporter.write(entries);
  }

  @Override
  public void finish() throws IOException {
    exporter.finish();
  }

  @Override
  public void abandon() {
    exporter.abandon();
  }
}
