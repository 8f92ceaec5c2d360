package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.view.export.Destination;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.Exporter;
import dev.logtail.view.export.OutputException;
import dev.logtail.view.export.OutputForm;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Where an export goes, in which format, and what happens to a file that is there. */
record ExportFile(String name, OutputForm form, Destination.IfExists ifExists) {
  private static final int BATCH = 512;

  /**
   * A new file whose name tells its format, .json, .csv, .log or .txt, .raw, else NDJSON, for times
   * in {@code zone}.
   */
  static ExportFile named(String name, ZoneId zone) {
    String lower = name.toLowerCase(Locale.ROOT);
    String suffix = lower.substring(lower.lastIndexOf('.') + 1);
    ExportFormat format =
        switch (suffix) {
          case "json" -> ExportFormat.JSON;
          case "csv" -> ExportFormat.CSV;
          case "log", "txt" -> ExportFormat.TEXT;
          case "raw" -> ExportFormat.RAW;
          default -> ExportFormat.NDJSON;
        };
    return new ExportFile(name, OutputForm.of(format, zone), Destination.IfExists.REFUSE);
  }

  /** True when it goes to standard output. */
  boolean isStandardOutput() {
    return name.equals("-");
  }

  /** An exporter into that file. */
  Exporter open() throws OutputException {
    try {
      return new Exporter(form.create(), Destination.file(Path.of(name), ifExists));
    } catch (InvalidPathException e) {
      throw new OutputException("'" + name + "' can be no file's name: " + e.getReason());
    }
  }

  /**
   * Writes {@code entries} and nothing else, holding no more than a batch of them at a time;
   * returns how many records that were.
   */
  long write(Iterator<? extends Entry> entries) throws OutputException {
    Exporter exporter = open();
    try {
      List<Entry> batch = new ArrayList<>(BATCH);
      while (entries.hasNext()) {
        batch.add(entries.next());
        if (batch.size() == BATCH) {
          exporter.write(batch);
          batch.clear();
        }
      }
      exporter.write(batch);
      exporter.finish();
      return exporter.records();
    } catch (OutputException | RuntimeException e) {
      exporter.abandon();
      throw e;
    }
  }
}
