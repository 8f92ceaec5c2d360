package dev.logtail.view.export;

import dev.logtail.model.Entry;
import dev.logtail.model.WorkerKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes each worker's entries to a file of its own, which begins with the first of them. However
 * many workers there are, the number of files that are open at a time has a bound.
 */
public final class SplitExporter implements EntryWriter {
  private final Supplier<RecordFormat> formats;
  private final Path folder;
  private final WorkerPattern pattern;
  private final FileRules rules;
  private final WorkerFileNames names = new WorkerFileNames();

  /** Guarded by itself, for whoever asks what is unfinished. */
  private final Map<WorkerKey, Exporter> exporters =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /** Those written since they were last known to be on the disk. */
  private final Set<WorkerKey> unsynced = new LinkedHashSet<>();

  /** Those with open files, the one not used for the longest time first. */
  private final LinkedHashMap<WorkerKey, Exporter> open = new LinkedHashMap<>();

  /**
   * @param folder where the files will lie
   * @param formats a new format for each file
   * @throws OutputException when there is no such folder
   */
  public SplitExporter(
      Path folder, WorkerPattern pattern, FileRules rules, Supplier<RecordFormat> formats)
      throws OutputException {
    this.formats = formats;
    this.folder = TargetFile.checkedFolder(folder);
    this.pattern = pattern;
    this.rules = rules;
  }

  @Override
  public void write(List<? extends Entry> entries) throws OutputException {
    Map<WorkerKey, List<Entry>> byWorker = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (Exporter.isKept(entry)) {
        byWorker.computeIfAbsent(entry.worker(), worker -> new ArrayList<>()).add(entry);
      }
    }
    for (Map.Entry<WorkerKey, List<Entry>> part : byWorker.entrySet()) {
      exporter(part.getKey()).write(part.getValue());
      unsynced.add(part.getKey());
    }
  }

  private Exporter exporter(WorkerKey worker) throws OutputException {
    Exporter exporter = exporters.get(worker);
    if (exporter == null) {
      exporter = new Exporter(formats, new FileParts(fileOf(worker), rules));
      exporters.put(worker, exporter);
    }
    open.remove(worker);
    open.put(worker, exporter);
    if (open.size() > pattern.compression().mostOpen()) {
      WorkerKey longest = open.keySet().iterator().next();
      Exporter resting = open.get(longest);
      open.remove(longest);
      if (resting != null) {
        resting.rest();
      }
    }
    return exporter;
  }

  private Path fileOf(WorkerKey worker) {
    Path file = folder.resolve(pattern.name(names.nameOf(worker))).normalize();
    if (!folder.equals(file.getParent())) {
      throw new IllegalStateException("a worker's file must lie in " + folder + ": " + file);
    }
    return file;
  }

  @Override
  public boolean sync() throws OutputException {
    for (WorkerKey worker : List.copyOf(unsynced)) {
      if (exporter(worker).sync()) {
        unsynced.remove(worker);
      }
    }
    return unsynced.isEmpty();
  }

  /** Completes all that can be completed, and then tells the first thing that went wrong. */
  @Override
  public void finish() throws OutputException {
    List<OutputException> failures = new ArrayList<>();
    for (Exporter exporter : exporters.values()) {
      try {
        exporter.finish();
      } catch (OutputException e) {
        exporter.abandon();
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  @Override
  public List<Path> unfinished() {
    List<Exporter> all;
    synchronized (exporters) {
      all = List.copyOf(exporters.values());
    }
    return all.stream().flatMap(exporter -> exporter.unfinished().stream()).toList();
  }

  @Override
  public void abandon() {
    exporters.values().forEach(Exporter::abandon);
  }

  @Override
  public long records() {
    return exporters.values().stream().mapToLong(Exporter::records).sum();
  }

  @Override
  public long bytes() {
    return exporters.values().stream().mapToLong(Exporter::bytes).sum();
  }
}
