package dev.logtail.cli;

import dev.logtail.view.export.Destination.IfExists;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.FileRules;
import dev.logtail.view.export.FileRules.Rotation;
import dev.logtail.view.export.OutputForm;
import dev.logtail.view.export.WorkerPattern;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which file records go to, and how it comes to be. */
final class FileOptions {
  private static final long LEAST_SIZE = 4096;

  /** Whose records share a file. */
  enum SplitBy {
    WORKER;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-O", "--out"},
      paramLabel = "FILE",
      defaultValue = "-",
      description =
          "Where to. Its name tells the form, where -o does not: .json, .ndjson, .jsonl, .csv, "
              + ".log, .txt, .raw; with .gz or .zst behind it is packed. Default: -, which is "
              + "standard output.")
  private String file = "-";

  @Option(names = "--force", description = "Replace FILE if it exists.")
  private boolean force;

  @Option(
      names = "--append",
      description =
          "Add to FILE if it exists; what an earlier end has torn is mended first. Records are in "
              + "the file within a second.")
  private boolean append;

  @Option(
      names = "--split-by",
      paramLabel = "WHAT",
      description = "${COMPLETION-CANDIDATES}: a file for each, -O 'DIR/{worker}.csv' or -O DIR/.")
  private Optional<SplitBy> splitBy = Optional.empty();

  @Option(
      names = "--rotate",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Begin a new FILE when it holds SIZE; the full ones become FILE.1, FILE.2, …")
  private Optional<Long> rotate = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Of the full ones keep the newest N. Default: all.")
  private Optional<Integer> keep = Optional.empty();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = FileModeConverter.class,
      description = "Who may read new files, as for chmod: 0640. Default: 0600.")
  private Optional<Set<PosixFilePermission>> mode = Optional.empty();

  @Option(
      names = "--keep-partial",
      description = "When it fails, leave what was written as .FILE.partial-….")
  private boolean keepPartial;

  /** What the file's name says that it holds. */
  ExportFormat format() {
    return ExportFormat.of(file);
  }

  /** The file that was asked for, in {@code form}; fails where options contradict each other. */
  ExportFile file(OutputForm form) {
    if (force && append) {
      throw usage("--force and --append exclude each other");
    }
    if (append && keepPartial) {
      throw usage("--keep-partial does nothing with --append, which writes into FILE itself");
    }
    if (file.equals("-")) {
      refuseWithoutFile();
    }
    return new ExportFile(
        name(form.format()),
        form,
        new FileRules(ifExists(), keepPartial, mode, rotation()),
        splitBy.isPresent());
  }

  private void refuseWithoutFile() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--force", force);
    given.put("--append", append);
    given.put("--split-by", splitBy.isPresent());
    given.put("--rotate", rotate.isPresent());
    given.put("--mode", mode.isPresent());
    given.put("--keep-partial", keepPartial);
    given.forEach(
        (option, isGiven) -> {
          if (isGiven) {
            throw usage(option + " needs a file: add -O FILE");
          }
        });
  }

  private IfExists ifExists() {
    if (append) {
      return IfExists.APPEND;
    }
    return force ? IfExists.REPLACE : IfExists.REFUSE;
  }

  private Optional<Rotation> rotation() {
    if (keep.isPresent() && rotate.isEmpty()) {
      throw usage("--keep says how many full files stay: add --rotate SIZE");
    }
    if (keep.filter(number -> number < 0).isPresent()) {
      throw usage("--keep takes 0 or more, not " + keep.get());
    }
    if (rotate.filter(size -> size < LEAST_SIZE).isPresent()) {
      throw usage("--rotate takes 4k or more");
    }
    return rotate.map(
        size -> new Rotation(size, keep.map(OptionalInt::of).orElse(OptionalInt.empty())));
  }

  private String name(ExportFormat format) {
    int folders = file.lastIndexOf(File.separatorChar) + 1;
    String last = file.substring(folders);
    if (file.substring(0, folders).contains(WorkerPattern.WORKER)) {
      throw usage(WorkerPattern.WORKER + " can stand in a file's name only: no folders are made");
    }
    if (splitBy.isEmpty()) {
      if (last.contains(WorkerPattern.WORKER)) {
        throw usage("-O " + file + " means a file for each worker: add --split-by worker");
      }
      return file;
    }
    if (last.contains(WorkerPattern.WORKER)) {
      return file;
    }
    if (last.isEmpty() || Files.isDirectory(Path.of(file))) {
      return Path.of(file, WorkerPattern.WORKER + format.suffix()).toString();
    }
    throw usage(
        "--split-by worker needs a name for each: -O '"
            + file.substring(0, folders)
            + WorkerPattern.WORKER
            + "-"
            + last
            + "', or a folder");
  }

  private static UserError usage(String message) {
    return new UserError(ExitCode.USAGE, message);
  }
}
