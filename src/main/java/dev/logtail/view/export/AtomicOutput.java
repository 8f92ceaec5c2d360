package dev.logtail.view.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that appears whole or not at all, whatever kills the program. It is written beside its
 * place under another name, and takes its name in one step when it is complete and on the disk.
 *
 * <pre>
 *   .today.ndjson.partial-1234    while it grows; removed when given up, unless it is to be kept;
 *                                 left, and named to the user, where the program ends at once
 *   today.ndjson                  from completion on
 * </pre>
 */
final class AtomicOutput implements Destination {
  /** File names hold 255 bytes at most, ours adds some thirty. */
  private static final int LONGEST_NAME = 50;

  private final Path target;
  private final Placement placement;
  private final boolean keepPartial;
  private final GrowingFile partial;

  private AtomicOutput(Path target, Placement placement, boolean keepPartial, GrowingFile partial) {
    this.target = target;
    this.placement = placement;
    this.keepPartial = keepPartial;
    this.partial = partial;
  }

  static AtomicOutput open(Path target, FileRules rules, Placement placement)
      throws OutputException {
    Path folder = TargetFile.checkedParent(target);
    try {
      Path partial = partialOf(target, folder, "partial");
      TargetFile.setMode(partial, rules.mode());
      return new AtomicOutput(target, placement, rules.keepPartial(), new GrowingFile(partial));
    } catch (IOException e) {
      throw TargetFile.trouble("cannot create " + target + " in " + folder, e);
    }
  }

  /** A new, empty file beside {@code target}, for its owner only. */
  static Path partialOf(Path target, Path folder, String word) throws IOException {
    String name = String.valueOf(target.getFileName());
    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return Files.createTempFile(
        folder, "." + shown + "." + word + "-", "", TargetFile.ownerOnly(folder));
  }

  @Override
  public String name() {
    return target.toString();
  }

  @Override
  public boolean isContinued() {
    return false;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    partial.write(bytes);
  }

  @Override
  public long size() {
    return partial.size();
  }

  @Override
  public void flush() {}

  @Override
  public boolean sync() {
    return false;
  }

  @Override
  public void rest() throws IOException {
    partial.close();
  }

  @Override
  public void complete() throws IOException {
    partial.force();
    partial.close();
    placement.place(partial.path(), target);
    TargetFile.syncFolder(TargetFile.checkedParent(target));
  }

  @Override
  public void abandon() {
    try {
      partial.close();
      if (remains().isEmpty()) {
        Files.deleteIfExists(partial.path());
      }
    } catch (IOException e) {
      // The folder is out of reach; why was reported when writing failed.
    }
  }

  @Override
  public Optional<Path> remains() {
    return Optional.of(partial.path()).filter(path -> keepPartial && partial.size() > 0);
  }

  /** It may be the only copy of what was written: not even an impatient user wants that removed. */
  @Override
  public Optional<Path> unfinished() {
    try {
      boolean isEmpty = Files.size(partial.path()) == 0;
      if (isEmpty) {
        Files.deleteIfExists(partial.path());
      }
      return Optional.of(partial.path()).filter(path -> !isEmpty);
    } catch (IOException e) {
      return Optional.empty(); // It has taken its name, or was given up.
    }
  }
}
