package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.view.export.EntryWriter;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.Exporter;
import dev.logtail.view.export.FileParts;
import dev.logtail.view.export.FileRules;
import dev.logtail.view.export.OutputException;
import dev.logtail.view.export.OutputForm;
import dev.logtail.view.export.SplitExporter;
import dev.logtail.view.export.WorkerPattern;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Where an export goes, in which format, and what happens to a file that is there.
 *
 * @param isSplit true when each worker gets a file of its own: {@code name} holds {@code {worker}}
 */
record ExportFile(String name, OutputForm form, FileRules rules, boolean isSplit) {
  private static final int BATCH = 512;

  /**
   * A file whose name tells its format, for times in {@code zone}.
   *
   * @param replaces whether one that is there may be replaced
   */
  static ExportFile named(String name, ZoneId zone, boolean replaces) {
    FileRules rules = replaces ? FileRules.REPLACING : FileRules.NEW;
    return new ExportFile(name, OutputForm.of(ExportFormat.of(name), zone), rules, false);
  }

  /** True when it goes to standard output. */
  boolean isStandardOutput() {
    return name.equals("-");
  }

  /** What writes into that file, or those. */
  EntryWriter open() throws OutputException {
    if (name.endsWith("/")) {
      throw new OutputException("'" + name + "' names a folder; name a file in it");
    }
    try {
      Path path = Path.of(name);
      return isSplit
          ? new SplitExporter(
              path.resolveSibling(""),
              new WorkerPattern(String.valueOf(path.getFileName())),
              rules,
              form::create)
          : new Exporter(form::create, new FileParts(path, rules));
    } catch (InvalidPathException e) {
      throw new OutputException("'" + name + "' can be no file's name: " + e.getReason());
    }
  }

  /**
   * Writes {@code entries} and nothing else, holding no more than a batch of them at a time;
   * returns how many records that were.
   */
  long write(Iterator<? extends Entry> entries) throws OutputException {
    EntryWriter exporter = open();
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
