package dev.logtail.view.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * A file that grows by one write a batch, so that a crash can tear its last record at most. What an
 * earlier crash has torn is mended before anything is added: see {@link TornFile}.
 */
final class AppendedOutput implements Destination {
  private final Path target;
  private final GrowingFile file;
  private final boolean continued;

  private AppendedOutput(Path target) throws IOException {
    this.target = target;
    this.file = new GrowingFile(target);
    this.continued = file.size() > 0;
  }

  static AppendedOutput open(Path target, Compression compression, FileRules rules, RecordFormat to)
      throws OutputException {
    TargetFile.checkedParent(target);
    if (Files.isSymbolicLink(target) && !Files.exists(target)) {
      throw new OutputException(
          target + " is a link to a file that does not exist; --force replaces the link");
    }
    try {
      if (!Files.exists(target)) {
        create(target, rules);
      } else if (Files.size(target) > 0) {
        refuseUnlessContinuable(target, to);
        TornFile.mend(target, compression, to);
      }
      return new AppendedOutput(target);
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      throw TargetFile.trouble("cannot append to " + target, e);
    }
  }

  private static void create(Path target, FileRules rules) throws IOException {
    FileChannel.open(
            target,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            TargetFile.ownerOnly(target.toAbsolutePath()))
        .close();
    TargetFile.setMode(target, rules.mode());
  }

  private static void refuseUnlessContinuable(Path target, RecordFormat format)
      throws OutputException {
    if (!format.canContinue()) {
      throw new OutputException(
          "cannot append to " + target + ": this format ends where it ends; use ndjson");
    }
  }

  @Override
  public String name() {
    return target.toString();
  }

  @Override
  public boolean isContinued() {
    return continued;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    file.write(bytes);
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public void flush() {}

  @Override
  public boolean sync() throws IOException {
    file.force();
    return true;
  }

  @Override
  public void rest() throws IOException {
    file.close();
  }

  @Override
  public void complete() throws IOException {
    file.force();
    file.close();
    TargetFile.syncFolder(TargetFile.checkedParent(target));
  }

  /** What was added stays: whole records, each of them true. */
  @Override
  public void abandon() {
    try {
      file.close();
    } catch (IOException e) {
      // Its writes have failed before, and were reported.
    }
  }

  @Override
  public Optional<Path> remains() {
    return Optional.of(target);
  }
}
