package dev.logtail.view.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all, whatever kills the program. It is written beside its
 * place under another name, and takes its name in one step when it is complete and on the disk.
 *
 * <pre>
 *   .today.ndjson.partial-1234    while it grows; removed when given up
 *   today.ndjson                  from completion on
 * </pre>
 *
 * A file that appeared in its place meanwhile is not replaced, unless replacing was asked for.
 */
final class AtomicOutput implements Destination {
  /** File names hold 255 bytes at most, ours adds some thirty. */
  private static final int LONGEST_NAME = 50;

  private final Path target;
  private final Path folder;
  private final Path partial;
  private final FileChannel channel;
  private final boolean replaces;

  private AtomicOutput(Path target, Path folder, Path partial, boolean replaces)
      throws IOException {
    this.target = target;
    this.folder = folder;
    this.partial = partial;
    this.replaces = replaces;
    this.channel = FileChannel.open(partial, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  static AtomicOutput open(Path target, Path folder, IfExists rule) throws OutputException {
    String name = String.valueOf(target.getFileName());
    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    try {
      Path partial =
          Files.createTempFile(folder, "." + shown + ".partial-", "", TargetFile.ownerOnly(folder));
      return new AtomicOutput(target, folder, partial, rule == IfExists.REPLACE);
    } catch (IOException e) {
      throw TargetFile.trouble("cannot create " + target + " in " + folder, e);
    }
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
    TargetFile.writeAll(channel, bytes);
  }

  @Override
  public void complete() throws IOException {
    channel.force(true);
    channel.close();
    if (replaces) {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      takePlace();
    }
    TargetFile.syncFolder(folder);
  }

  /** A link fails where a name is taken; a move would replace what is there. */
  private void takePlace() throws IOException {
    try {
      Files.createLink(target, partial);
    } catch (FileAlreadyExistsException e) {
      throw new OutputException(
          target + " was created by somebody else meanwhile; the records are in " + partial, e);
    } catch (IOException | UnsupportedOperationException e) {
      moveIfFree();
      return;
    }
    Files.delete(partial);
  }

  /** For file systems without links. */
  private void moveIfFree() throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new OutputException(
          target + " was created by somebody else meanwhile; the records are in " + partial);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void abandon() {
    try {
      channel.close();
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // The folder is out of reach; why was reported when writing failed.
    }
  }
}
