package dev.logtail.view.export;

import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.export.Destination.IfExists;
import dev.logtail.view.export.FileRules.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records for tests of files, and files for tests of records. */
final class ExportedRecords {
  static final Instant AT = Instant.parse("2026-02-01T06:30:25Z");

  private ExportedRecords() {}

  static LogEvent event(String worker, String message) {
    return new LogEvent(
        new WorkerKey(worker),
        EventTime.unstamped(AT),
        Level.NONE,
        message,
        Origin.UNKNOWN,
        Receipt.text(message));
  }

  static StreamNotice gap(String worker) {
    return new StreamNotice(
        new WorkerKey(worker), AT, StreamNotice.Kind.GAP, "gap", Evidence.missing(AT, AT, 3));
  }

  /** {@code prefix0}, {@code prefix1} … */
  static List<LogEvent> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> event("w", prefix + i)).toList();
  }

  static FileRules rules(IfExists rule) {
    return new FileRules(rule, false, Optional.empty(), Optional.empty());
  }

  static FileRules rotating(IfExists rule, long size, OptionalInt keep) {
    return new FileRules(rule, false, Optional.empty(), Optional.of(new Rotation(size, keep)));
  }

  static Supplier<RecordFormat> format(ExportFormat format) {
    return OutputForm.of(format, ZoneOffset.UTC)::create;
  }

  static Exporter exporter(Path target, FileRules rules) throws OutputException {
    return new Exporter(
        format(ExportFormat.of(String.valueOf(target.getFileName()))),
        new FileParts(target, rules));
  }

  static void append(Path target, List<LogEvent> records) throws OutputException {
    Exporter exporter = exporter(target, rules(IfExists.APPEND));
    exporter.write(records);
    exporter.finish();
  }

  static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
