package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.view.export.EntryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Records in a machine's format, in a file or on standard output.
 *
 * @param isSilent true for a file
 */
record ExporterOutput(EntryWriter exporter, boolean isSilent) implements RunOutput {
  @Override
  public void write(List<? extends Entry> entries) throws IOException {
    exporter.write(entries);
  }

  @Override
  public boolean sync() throws IOException {
    return exporter.sync();
  }

  @Override
  public void finish() throws IOException {
    exporter.finish();
  }

  @Override
  public List<Path> unfinished() {
    return exporter.unfinished();
  }

  @Override
  public void abandon() {
    exporter.abandon();
  }
}
